import type { Attempt } from '../../../kit/lesson'

/** Redis was away and is back, and there was no app to see it. */
export const attempt: Attempt = {
  task: 'dies',
  hintSays: /Redis runs again\. Run the app/,
  outcomes: { 'redis-ends': null },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'stop' },
    { do: 'engine', kind: 'redis', action: 'restart' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
  ],
}
