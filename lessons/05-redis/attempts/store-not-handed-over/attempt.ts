import type { Attempt } from '../../../kit/lesson'

/** The app is connected to Redis and keeps sessions in memory. */
export const attempt: Attempt = {
  task: 'key',
  hintSays: /went to MemoryStore/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
  ],
}
