import type { Attempt } from '../../../kit/lesson'

/** Redis is back, and nobody has asked yet whether the app has noticed. */
export const attempt: Attempt = {
  task: 'recovers',
  hintSays: /Redis runs again\. Send GET \/basket/,
  outcomes: { 'redis-ends': 'waits' },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'engine', kind: 'redis', action: 'stop' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'engine', kind: 'redis', action: 'start' },
  ],
}
