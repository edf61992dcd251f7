import type { Attempt } from '../../../kit/lesson'

/** The record was given a day. */
export const attempt: Attempt = {
  task: 'ends',
  hintSays: /The clock is an hour ahead/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'clock', advanceMs: 30 * 60_000 },
    { do: 'clock', advanceMs: 30 * 60_000 },
  ],
}
