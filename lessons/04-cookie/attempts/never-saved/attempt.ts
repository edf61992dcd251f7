import type { Attempt } from '../../../kit/lesson'

/** The session is changed and not saved. */
export const attempt: Attempt = {
  task: 'sealed',
  hintSays: /await req\.session\.save/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
  ],
}
