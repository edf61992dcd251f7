import type { Attempt } from '../../../kit/lesson'

/** The store’s own time is more than Memcached takes. */
export const attempt: Attempt = {
  task: 'mended',
  hintSays: /2592000 of them/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
