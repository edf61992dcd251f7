import type { Attempt } from '../../../kit/lesson'

/** The file is deleted, and the store still retries. */
export const attempt: Attempt = {
  task: 'quick',
  hintSays: /Add retries: 0/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: ', retries: 0', replace: '' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'forget', kind: 'file', browser: 'alice' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
