import type { Attempt } from '../../../kit/lesson'

/** The app is started anew between the two visits. */
export const attempt: Attempt = {
  task: 'returns',
  hintSays: /started anew in between/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
