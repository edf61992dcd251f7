import type { Attempt } from '../../../kit/lesson'

/** The name is imported, although the app has made it already. */
export const attempt: Attempt = {
  task: 'kept',
  hintSays: /declared twice/,
  scenario: [
    { do: 'files', from: 'solution' },
    {
      do: 'edit',
      file: 'app.js',
      find: "import MemcachedStoreFactory from 'connect-memcached'",
      replace:
        "import MemcachedStore from 'connect-memcached'\nimport MemcachedStoreFactory from 'connect-memcached'",
    },
    { do: 'run' },
  ],
}
