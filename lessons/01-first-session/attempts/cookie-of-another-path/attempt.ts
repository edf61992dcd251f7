import type { Attempt } from '../../../kit/lesson'

/** The cookie belongs to a path that the page does not lie under. */
export const attempt: Attempt = {
  task: 'remembers',
  hintSays: /path is \/shop/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
