import type { Attempt } from '../../../kit/lesson'

/** The jar is emptied between the two visits. */
export const attempt: Attempt = {
  task: 'returns',
  hintSays: /jar was emptied/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'clear', browser: 'alice' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
