import type { Attempt } from '../../../kit/lesson'

/** The listener alone keeps the app alive, and its visitors waiting. */
export const attempt: Attempt = {
  task: 'recovers',
  hintSays: /waited/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'engine', kind: 'redis', action: 'stop' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'engine', kind: 'redis', action: 'start' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
  ],
}
