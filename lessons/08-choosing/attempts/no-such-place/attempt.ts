import type { Attempt } from '../../../kit/lesson'

/** A word that sessions.js does not know. */
export const attempt: Attempt = {
  task: 'swapped',
  hintSays: /knows no such place/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'memory'" },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'edit', file: 'app.js', find: "const STORE = 'memory'", replace: "const STORE = 'PostgreSQL'" },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
