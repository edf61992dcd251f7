import type { Attempt } from '../../../kit/lesson'

/** A copy was good once, and is refused under another key. */
export const attempt: Attempt = {
  task: 'replayed',
  passes: true,
  outcomes: { replay: 'works' },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/', headers: [['Cookie', '{{alice sent}}']] } },
    { do: 'edit', file: 'app.js', find: 'keep it secret', replace: 'another secret' },
    { do: 'run' },
    { do: 'request', browser: 'bob', request: { url: '/', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
