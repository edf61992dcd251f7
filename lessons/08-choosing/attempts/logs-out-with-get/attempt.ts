import type { Attempt } from '../../../kit/lesson'

/** The address is right, the method is not: Alice is still signed in. */
export const attempt: Attempt = {
  task: 'thief',
  hintSays: /nothing for GET \/logout/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'cookie'" },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/login/Alice' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
  ],
}
