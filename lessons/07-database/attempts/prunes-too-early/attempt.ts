import type { Attempt } from '../../../kit/lesson'

/** The expired row is deleted before anybody has seen it lie there unused. */
export const attempt: Attempt = {
  task: 'pruned',
  hintSays: /before Alice came back/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'clock', advanceMs: 25 * 3_600_000 },
    { do: 'request', browser: 'bob', request: { url: '/prune' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
