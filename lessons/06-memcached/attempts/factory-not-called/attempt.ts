import type { Attempt } from '../../../kit/lesson'

/** What the module exports is used as the class it only makes. */
export const attempt: Attempt = {
  task: 'kept',
  hintSays: /a function, not a class/,
  scenario: [{ do: 'files', from: 'solution' }, { do: 'run' }],
}
