import type { Attempt } from '../../../kit/lesson'

/** The app that Redis left is not the one that Redis finds. */
export const attempt: Attempt = {
  task: 'dies',
  hintSays: /stop Redis once more/,
  outcomes: { 'redis-ends': null },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'engine', kind: 'redis', action: 'stop' },
    { do: 'stop' },
    { do: 'engine', kind: 'redis', action: 'start' },
  ],
}
