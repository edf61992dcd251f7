import type { Attempt } from '../../../kit/lesson'

/** The cookie is marked secure, and the lab speaks http. */
export const attempt: Attempt = {
  task: 'remembers',
  hintSays: /marked secure/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
