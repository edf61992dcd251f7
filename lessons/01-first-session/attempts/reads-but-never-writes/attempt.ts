import type { Attempt } from '../../../kit/lesson'

/** The count is computed from the session and never put back. */
export const attempt: Attempt = { task: 'remembers', hintSays: /assign to it/ }
