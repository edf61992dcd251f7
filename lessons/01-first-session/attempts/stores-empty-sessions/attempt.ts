import type { Attempt } from '../../../kit/lesson'

/** A cookie was wanted, so the switch was flipped instead of the session used. */
export const attempt: Attempt = {
  task: 'remembers',
  hintSays: /for an empty session/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
