import type { Attempt } from '../../../kit/lesson'

/** A store of the lesson before wanted a client, and made none itself. */
export const attempt: Attempt = {
  task: 'kept',
  hintSays: /this store connects by itself/,
  scenario: [
    { do: 'files', from: 'solution' },
    {
      do: 'edit',
      file: 'app.js',
      find: "new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:', ttl: 30 * 24 * 60 * 60 })",
      replace: 'new MemcachedStore({ client })',
    },
    { do: 'run' },
  ],
}
