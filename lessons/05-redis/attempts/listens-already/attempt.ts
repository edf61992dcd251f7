import type { Attempt } from '../../../kit/lesson'

/** With a listener the app outlives Redis. */
export const attempt: Attempt = {
  task: 'dies',
  hintSays: /the app lives on/,
  outcomes: { 'redis-ends': null },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'engine', kind: 'redis', action: 'stop' },
  ],
}
