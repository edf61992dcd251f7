import type { Attempt } from '../../../kit/lesson'

/** The forged value goes out alone. */
export const attempt: Attempt = {
  task: 'forged',
  hintSays: /leave session\.sig as it is/,
  outcomes: { forged: null },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    {
      do: 'request',
      browser: 'bob',
      request: { url: '/', headers: [['Cookie', 'session=eyJ1c2VyIjoiYWxpY2UiLCJyb2xlIjoiYWRtaW4ifQ==']] },
    },
  ],
}
