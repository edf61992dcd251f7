import type { Attempt } from '../../../kit/lesson'

/** /ready answers 503 at once whatever the client does with commands. */
export const attempt: Attempt = {
  task: 'recovers',
  hintSays: /Redis is stopped and the app still runs/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'engine', kind: 'redis', action: 'stop' },
    { do: 'request', browser: 'bob', request: { url: '/ready' } },
  ],
}
