import type { Attempt } from '../../../kit/lesson'

/** The copy is used while Alice is still logged in. */
export const attempt: Attempt = {
  task: 'replayed',
  hintSays: /still logged in/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'bob', request: { url: '/', headers: [['Cookie', '{{alice jar}}']] } },
  ],
}
