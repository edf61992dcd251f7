import type { Attempt } from '../../../kit/lesson'

/** A note is a change, so a new session is written where the forged one was. */
export const attempt: Attempt = {
  task: 'forged',
  hintSays: /put something new into the session/,
  outcomes: { forged: null },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'edit-record', kind: 'cookie', browser: 'alice', data: { role: 'admin' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
  ],
}
