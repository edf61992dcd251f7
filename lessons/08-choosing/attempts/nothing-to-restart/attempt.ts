import type { Attempt } from '../../../kit/lesson'

/** Files have no server of their own. */
export const attempt: Attempt = {
  task: 'death',
  hintSays: /has no server that could be restarted/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'file'" },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'restart' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
