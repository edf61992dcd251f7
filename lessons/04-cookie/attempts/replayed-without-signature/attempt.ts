import type { Attempt } from '../../../kit/lesson'

/** Only the data is sent again. */
export const attempt: Attempt = {
  task: 'replayed',
  hintSays: /without its signature/,
  outcomes: { replay: null },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    {
      do: 'request',
      browser: 'bob',
      request: { url: '/', headers: [['Cookie', 'session=eyJ1c2VyIjoiYWxpY2UiLCJyb2xlIjoiY3VzdG9tZXIifQ==']] },
    },
  ],
}
