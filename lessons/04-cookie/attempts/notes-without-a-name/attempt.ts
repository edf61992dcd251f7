import type { Attempt } from '../../../kit/lesson'

/** Bob never logged in with a cookie, so every note begins a new list. */
export const attempt: Attempt = {
  task: 'dropped',
  hintSays: /belongs to nobody/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    {
      do: 'request',
      browser: 'bob',
      request: {
        url: '/note',
        initiator: { type: 'fetch', origin: 'http://monitor.example', credentials: 'omit' },
      },
    },
  ],
}
