import type { Attempt } from '../../../kit/lesson'

/** A page that changes the session cannot show a mere touch. */
export const attempt: Attempt = {
  task: 'touched',
  hintSays: /changes the count/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
