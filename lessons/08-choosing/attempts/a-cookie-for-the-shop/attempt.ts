import type { Attempt } from '../../../kit/lesson'

/** A cookie cannot be taken back. */
export const attempt: Attempt = {
  task: 'chosen',
  hintSays: /cannot be taken back/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'cookie'" },
    { do: 'run' },
    { do: 'settings', settings: { instances: 2 } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/me', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
