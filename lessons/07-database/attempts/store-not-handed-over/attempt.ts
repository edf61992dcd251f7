import type { Attempt } from '../../../kit/lesson'

/** The store is made and then left lying about. */
export const attempt: Attempt = {
  task: 'missing',
  hintSays: /not handed over/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
