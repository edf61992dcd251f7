import { timeLeft } from '@/components/ui/time-words'
import type { JarCookie } from '@/protocol/cookie'
import { personTime } from '@/protocol/person-time'

export interface CookieFlag {
  /** As few words as will do. */
  text: string
  /** What it means. */
  meaning: string
}

const SAME_SITE: Record<JarCookie['sameSite'], CookieFlag> = {
  strict: { text: 'SameSite=Strict', meaning: 'Sent only with requests that start on the same site.' },
  lax: { text: 'SameSite=Lax', meaning: 'Other sites get it sent only by a link that opens the page.' },
  none: { text: 'SameSite=None', meaning: 'Sent with requests from other sites too.' },
  default: { text: 'no SameSite', meaning: 'Nothing was said, so the browser treats it as Lax.' },
}

/** A cookie's attributes in words, the ones that matter first. `now` is on the workspace's clock. */
export function cookieFlags(cookie: JarCookie, now: number | null): CookieFlag[] {
  const flags = [lifetime(cookie, now)]
  if (cookie.httpOnly) flags.push({ text: 'HttpOnly', meaning: 'Scripts in the page cannot read it.' })
  if (cookie.secure) flags.push({ text: 'Secure', meaning: 'Sent over https only.' })
  if (cookie.sameSite !== 'default') flags.push(SAME_SITE[cookie.sameSite])
  flags.push({ text: `Path=${cookie.path}`, meaning: `Sent with ${cookie.path} and all paths below it.` })
  if (!cookie.hostOnly) {
    flags.push({ text: `Domain=${cookie.domain}`, meaning: `Sent to ${cookie.domain} and hosts below it.` })
  }
  return flags
}

/** What was left unsaid and still counts; shown when a cookie is opened. */
export function quietFlags(cookie: JarCookie): CookieFlag[] {
  const flags: CookieFlag[] = []
  if (cookie.hostOnly)
    flags.push({ text: `only ${cookie.domain}`, meaning: 'No Domain was named: this very host.' })
  if (cookie.sameSite === 'default') flags.push(SAME_SITE.default)
  if (!cookie.httpOnly) flags.push({ text: 'not HttpOnly', meaning: 'Scripts in the page can read it.' })
  if (!cookie.secure) flags.push({ text: 'not Secure', meaning: 'Sent over plain http too.' })
  return flags
}

function lifetime({ expires }: JarCookie, now: number | null): CookieFlag {
  if (expires === null) {
    return { text: 'until the browser closes', meaning: 'It has neither Expires nor Max-Age.' }
  }
  const meaning = `Removed at ${personTime(expires)}.`
  if (now === null) return { text: 'expires', meaning }
  const left = Date.parse(expires) - now
  return { text: left > 0 ? `expires in ${timeLeft(left)}` : 'expired', meaning }
}
