import type { Attempt } from '../../../kit/lesson'

/** Name and value are handed over together. */
export const attempt: Attempt = {
  task: 'read',
  hintSays: /after session=/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'bob', request: { url: '/decode?text={{alice jar}}' } },
  ],
}
