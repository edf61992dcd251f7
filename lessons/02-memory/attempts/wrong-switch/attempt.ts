import type { Attempt } from '../../../kit/lesson'

/** resave was changed instead of saveUninitialized. */
export const attempt: Attempt = {
  task: 'mended',
  hintSays: /saveUninitialized is true/,
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
