import type { Attempt } from '../../../kit/lesson'

/** Nobody listens at Redis’s port here, so the store tries for ever. */
export const attempt: Attempt = {
  task: 'kept',
  hintSays: /at port 11211/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
  ],
}
