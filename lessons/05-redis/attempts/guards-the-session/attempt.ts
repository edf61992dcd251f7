import type { Attempt } from '../../../kit/lesson'

/** A guard above the session asks the client, so no session is ever asked for in vain. */
export const attempt: Attempt = {
  task: 'recovers',
  passes: true,
  scenario: [
    { do: 'files', from: 'solution' },
    {
      do: 'edit',
      file: 'app.js',
      find: 'app.use(\n  session({',
      replace:
        "app.use((req, res, next) => (client.isReady ? next() : res.status(503).send('Try later')))\n\napp.use(\n  session({",
    },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'engine', kind: 'redis', action: 'stop' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'engine', kind: 'redis', action: 'start' },
    { do: 'wait', ms: 3000 },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'wait', ms: 3000 },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
  ],
}
