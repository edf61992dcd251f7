import type { Attempt } from '../../../kit/lesson'

/** An app that does not run cannot show what it does without Redis. */
export const attempt: Attempt = {
  task: 'dies',
  hintSays: /app was not running/,
  outcomes: { 'redis-ends': null },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'stop' },
    { do: 'engine', kind: 'redis', action: 'stop' },
  ],
}
