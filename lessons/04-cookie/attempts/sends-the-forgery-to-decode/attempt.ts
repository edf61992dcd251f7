import type { Attempt } from '../../../kit/lesson'

/** The forged cookie goes along with a request that never opens a session. */
export const attempt: Attempt = {
  task: 'forged',
  hintSays: /did not open the session\. Send it to GET \//,
  outcomes: { forged: null },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'edit-record', kind: 'cookie', browser: 'alice', data: { role: 'admin' } },
    { do: 'request', browser: 'alice', request: { url: '/decode?text=e30=' } },
  ],
}
