import type { Attempt } from '../../../kit/lesson'

/** The copy is used while Alice is still signed in, which proves nothing. */
export const attempt: Attempt = {
  task: 'thief',
  hintSays: /Let her log out/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'cookie'" },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/login/Alice' } },
    { do: 'request', browser: 'bob', request: { url: '/me', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
