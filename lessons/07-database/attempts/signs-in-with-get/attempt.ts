import type { Attempt } from '../../../kit/lesson'

/** The address of the button, sent with the wrong method. */
export const attempt: Attempt = {
  task: 'believed',
  hintSays: /nothing for GET \/login\/Alice, so it answered 404/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/Alice' } },
  ],
}
