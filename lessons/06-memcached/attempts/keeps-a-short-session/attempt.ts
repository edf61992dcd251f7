import type { Attempt } from '../../../kit/lesson'

/** The session is older than the 60 days in the code. */
export const attempt: Attempt = {
  task: 'month',
  hintSays: /keeps what it began with/,
  scenario: [
    { do: 'files', from: 'solution' },
    {
      do: 'edit',
      file: 'app.js',
      find: 'cookie: { maxAge: 60 * 24 * 60 * 60 * 1000 }',
      replace: 'cookie: { maxAge: 60 * 1000 }',
    },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
