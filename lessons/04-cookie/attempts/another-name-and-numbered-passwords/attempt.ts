import type { Attempt } from '../../../kit/lesson'

/** The cookie’s name is free, and a password may have a number. */
export const attempt: Attempt = {
  task: 'sealed-replayed',
  passes: true,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "cookieName: 'session'", replace: "cookieName: 'visit'" },
    {
      do: 'edit',
      file: 'app.js',
      find: "password: 'keep it secret, and make it long'",
      replace: "password: { 1: 'keep it secret, and make it long' }",
    },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
