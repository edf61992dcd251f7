import type { Attempt } from '../../../kit/lesson'

/** The connection string leads to a port where nobody listens. */
export const attempt: Attempt = {
  task: 'missing',
  hintSays: /Nobody answered at the address/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
