import type { Attempt } from '../../../kit/lesson'

/** With rolling the cookie is wound up too. */
export const attempt: Attempt = {
  task: 'clocks',
  hintSays: /rolling is on/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'clock', advanceMs: 30 * 60_000 },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'clock', advanceMs: 30 * 60_000 },
    { do: 'request', browser: 'alice', request: { url: '/add/milk' } },
  ],
}
