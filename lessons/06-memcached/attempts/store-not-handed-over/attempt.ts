import type { Attempt } from '../../../kit/lesson'

/** Memcached is connected for pages alone. */
export const attempt: Attempt = {
  task: 'kept',
  hintSays: /went to MemoryStore/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
  ],
}
