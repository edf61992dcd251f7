import type { Attempt } from '../../../kit/lesson'

/** The one that forgets is found, the one that keeps is not. */
export const attempt: Attempt = {
  task: 'death',
  hintSays: /find a storage that keeps it/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "const STORE = 'postgres'", replace: "const STORE = 'redis'" },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'engine', kind: 'redis', action: 'restart' },
    { do: 'wait', ms: 1000 },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
