import type { Attempt } from '../../../kit/lesson'

/** A new start hides whether the app would have found Redis by itself. */
export const attempt: Attempt = {
  task: 'recovers',
  hintSays: /without a new start of its own/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'engine', kind: 'redis', action: 'stop' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'engine', kind: 'redis', action: 'start' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
  ],
}
