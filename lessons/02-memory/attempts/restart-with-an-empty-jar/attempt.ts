import type { Attempt } from '../../../kit/lesson'

/** The jar is emptied too, so both sides forget. */
export const attempt: Attempt = {
  task: 'restarted',
  hintSays: /jar was emptied/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'clear', browser: 'alice' },
    { do: 'restart' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
  ],
}
