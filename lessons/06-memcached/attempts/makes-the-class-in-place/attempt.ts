import type { Attempt } from '../../../kit/lesson'

/** A list of hosts, and the class made where it is used. */
export const attempt: Attempt = {
  task: 'mended',
  passes: true,
  scenario: [
    { do: 'files', from: 'solution' },
    {
      do: 'edit',
      file: 'app.js',
      find: 'const MemcachedStore = MemcachedStoreFactory(session)\n',
      replace: '',
    },
    {
      do: 'edit',
      file: 'app.js',
      find: "new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:', ttl: 30 * 24 * 60 * 60 })",
      replace: "new (MemcachedStoreFactory(session))({ hosts: ['localhost:11211'], ttl: 2592000 })",
    },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
