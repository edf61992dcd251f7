import type { Attempt } from '../../../kit/lesson'

/** Without a cookie Memcached is not even asked. */
export const attempt: Attempt = {
  task: 'restarted',
  hintSays: /jar was emptied/,
  outcomes: { 'after-restart': null },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'clear', browser: 'alice' },
    { do: 'engine', kind: 'memcached', action: 'restart' },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
