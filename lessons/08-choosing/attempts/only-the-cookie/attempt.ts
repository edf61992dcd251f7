import type { Attempt } from '../../../kit/lesson'

/** The stolen cookie is tried with one kind of storage alone. */
export const attempt: Attempt = {
  task: 'thief',
  hintSays: /keeps a record on the server/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'cookie'" },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/login/Alice' } },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/me', headers: [['Cookie', '{{alice sent}}']] } },
    { do: 'run' },
  ],
}
