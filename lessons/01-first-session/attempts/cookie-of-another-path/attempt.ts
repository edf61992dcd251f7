import type { Attempt } from '../../../kit/lesson'

/** The cookie belongs to a path that the page does not lie under. */
export const attempt: Attempt = { task: 'remembers', hintSays: /path is \/shop/ }
