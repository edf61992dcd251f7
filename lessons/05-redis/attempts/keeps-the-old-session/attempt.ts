import type { Attempt } from '../../../kit/lesson'

/** The age limit came into the code later than the session into the store. */
export const attempt: Attempt = {
  task: 'clocks',
  hintSays: /keeps what it began with/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: '    cookie: { maxAge: 45 * 60 * 1000 },\n', replace: '' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
  ],
}
