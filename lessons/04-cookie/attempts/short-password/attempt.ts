import type { Attempt } from '../../../kit/lesson'

/** iron-session wants 32 characters. */
export const attempt: Attempt = {
  task: 'sealed',
  hintSays: /too short to seal/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
  ],
}
