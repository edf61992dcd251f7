import type { Attempt } from '../../../kit/lesson'

/** The app is run again, and nobody has made the table. */
export const attempt: Attempt = {
  task: 'table',
  hintSays: /still no table/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: '  createTableIfMissing: true,\n', replace: '' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
