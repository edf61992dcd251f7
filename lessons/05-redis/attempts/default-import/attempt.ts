import type { Attempt } from '../../../kit/lesson'

/** Older examples import a function. */
export const attempt: Attempt = {
  task: 'key',
  hintSays: /by its name, with braces/,
  scenario: [{ do: 'files', from: 'solution' }, { do: 'run' }],
}
