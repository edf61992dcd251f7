import type { Attempt } from '../../../kit/lesson'

/** Nobody listens there. */
export const attempt: Attempt = {
  task: 'key',
  hintSays: /Redis is at port 6379/,
  scenario: [{ do: 'files', from: 'solution' }, { do: 'run' }],
}
