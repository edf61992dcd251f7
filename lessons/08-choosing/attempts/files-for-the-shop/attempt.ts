import type { Attempt } from '../../../kit/lesson'

/** Two processes of one machine share a folder; two machines do not. */
export const attempt: Attempt = {
  task: 'chosen',
  hintSays: /second machine of this shop/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'file'" },
    { do: 'run' },
    { do: 'settings', settings: { instances: 2 } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/me', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
