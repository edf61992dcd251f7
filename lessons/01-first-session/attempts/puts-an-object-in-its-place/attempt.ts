import type { Attempt } from '../../../kit/lesson'

/** The session is replaced by an object that is none, and the browser waits in vain. */
export const attempt: Attempt = {
  task: 'remembers',
  hintSays: /new object in the place of req\.session/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
