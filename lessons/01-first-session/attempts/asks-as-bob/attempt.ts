import type { Attempt } from '../../../kit/lesson'

/** The second visit is somebody else’s. */
export const attempt: Attempt = {
  task: 'returns',
  hintSays: /another person/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'bob', request: { url: '/' } },
  ],
}
