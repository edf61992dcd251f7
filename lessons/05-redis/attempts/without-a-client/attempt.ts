import type { Attempt } from '../../../kit/lesson'

/** The store is made, and has nobody to ask. */
export const attempt: Attempt = {
  task: 'key',
  hintSays: /made without a client/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
  ],
}
