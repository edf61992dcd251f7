import type { Attempt } from '../../../kit/lesson'

/** The pool tells of a broken connection, and nobody listens: the app dies with the database. */
export const attempt: Attempt = {
  task: 'down',
  hintSays: /died with the database/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    // Whoever reads on before pressing Stop still finds an open connection to break.
    { do: 'wait', ms: 11_000 },
    { do: 'engine', kind: 'postgres', action: 'stop' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'engine', kind: 'postgres', action: 'start' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
