import type { Attempt } from '../../../kit/lesson'

/** Alice’s file is there, Bob asks. */
export const attempt: Attempt = {
  task: 'survives',
  hintSays: /was somebody else/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'restart' },
    { do: 'request', browser: 'bob', request: { url: '/' } },
  ],
}
