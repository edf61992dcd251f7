import type { Attempt } from '../../../kit/lesson'

/** Shared and revocable, and gone when its server restarts. */
export const attempt: Attempt = {
  task: 'chosen',
  hintSays: /writes to disk/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'redis'" },
    { do: 'run' },
    { do: 'settings', settings: { instances: 2 } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'engine', kind: 'redis', action: 'restart' },
    { do: 'wait', ms: 1000 },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/me', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
