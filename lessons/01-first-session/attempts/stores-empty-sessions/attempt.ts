import type { Attempt } from '../../../kit/lesson'

/** A cookie was wanted, so the switch was flipped instead of the session used. */
export const attempt: Attempt = { task: 'remembers', hintSays: /for an empty session/ }
