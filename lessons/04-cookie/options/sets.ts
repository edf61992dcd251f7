import type { OptionSet } from '../../kit/store-option'
import { clientSessions } from './client-sessions'
import { cookieSession } from './cookie-session'
import { ironSession } from './iron-session'

/** The three libraries whose session is the cookie. */
export const sets: readonly OptionSet[] = [cookieSession, clientSessions, ironSession]
