import type { Attempt } from '../../../kit/lesson'

/** The handler of /health writes into the session, so even the mended setting stores it. */
export const attempt: Attempt = {
  task: 'mended',
  hintSays: /itself puts something/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    {
      do: 'request',
      browser: 'bob',
      request: {
        url: '/health',
        initiator: { type: 'fetch', origin: 'http://monitor.example', credentials: 'omit' },
      },
    },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
  ],
}
