import type { Attempt } from '../../../kit/lesson'

/** A prefix and a time of the store's own, on three instances. */
export const attempt: Attempt = {
  task: 'shared',
  passes: true,
  scenario: [
    { do: 'files', from: 'solution' },
    {
      do: 'edit',
      file: 'app.js',
      find: 'new RedisStore({ client })',
      replace: "new RedisStore({ client, prefix: 'shop:', ttl: 600 })",
    },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'settings', settings: { instances: 3 } },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
  ],
}
