import type { Attempt } from '../../../kit/lesson'

/** A restart alone: nobody sees a second instance. */
export const attempt: Attempt = {
  task: 'survives',
  hintSays: /only one instance/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'restart' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
