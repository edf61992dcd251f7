import type { Attempt } from '../../../kit/lesson'

/** The store may use the connection that the page cache has already. */
export const attempt: Attempt = {
  task: 'kept',
  passes: true,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: "hosts: 'localhost:11211'", replace: 'client: cache' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'restart' },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
