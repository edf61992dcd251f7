import type { Attempt } from '../../../kit/lesson'

/** The cookie is marked secure, and the lab speaks http. */
export const attempt: Attempt = { task: 'remembers', hintSays: /marked secure/ }
