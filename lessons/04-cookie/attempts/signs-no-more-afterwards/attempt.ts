import type { Attempt } from '../../../kit/lesson'

/** What came true first stays, also when signatures are turned off later. */
export const attempt: Attempt = {
  task: 'forged',
  passes: true,
  outcomes: { forged: 'nobody' },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'edit-record', kind: 'cookie', browser: 'alice', data: { role: 'admin' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'edit', file: 'app.js', find: "keys: ['keep it secret'],", replace: 'signed: false,' },
    { do: 'run' },
    {
      do: 'request',
      browser: 'bob',
      request: { url: '/', headers: [['Cookie', 'session=eyJ1c2VyIjoibWFsbG9yeSJ9']] },
    },
  ],
}
