import type { Attempt } from '../../../kit/lesson'

/** Alice fills the basket, Bob asks for it after the restart. */
export const attempt: Attempt = {
  task: 'restarted',
  hintSays: /somebody else/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'restart' },
    { do: 'request', browser: 'bob', request: { url: '/basket' } },
  ],
}
