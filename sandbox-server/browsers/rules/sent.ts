import type { JarCookie } from '../../../protocol/cookie'
import type { RequestContext } from '../request-context'
import type { Finding } from './finding'

/** A rule on one cookie of the jar: why it is withheld from a request, or null when this rule lets it go. */
export type SentRule = (cookie: JarCookie, request: RequestContext) => Finding | null
