import type { Attempt } from '../../../kit/lesson'

/** The records vanish together with express-session itself. */
export const attempt: Attempt = {
  task: 'mended',
  hintSays: /no req\.session/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'bob', request: { url: '/health' } },
    { do: 'request', browser: 'bob', request: { url: '/health' } },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
  ],
}
