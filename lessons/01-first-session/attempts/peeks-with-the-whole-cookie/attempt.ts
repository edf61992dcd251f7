import type { Attempt } from '../../../kit/lesson'

/** The cookie’s value is taken for the store’s key. */
export const attempt: Attempt = {
  task: 'key',
  hintSays: /whole cookie value/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/peek?key={{alice cookie}}' } },
  ],
}
