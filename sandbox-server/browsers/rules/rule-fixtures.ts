import type { Initiator } from '../../../protocol/exchange'
import { judgeReceived } from '../judge-received'
import { type RequestContext, requestContext } from '../request-context'
import { parseSetCookie, type SetCookieLine } from '../set-cookie-line'
import type { StoredCookie } from '../stored-cookie'
import type { Reception } from './received'

/** The time of all tables. */
export const NOW = Date.UTC(2026, 10, 20, 12)

/** For tests: a line taken apart. */
export const line = (raw: string): SetCookieLine => parseSetCookie(raw)

/** For tests: how a line arrives when nothing is special. */
export function reception(url: string, change: Partial<Reception> = {}): Reception {
  return {
    url: new URL(url),
    now: NOW,
    sameSite: 'same-site',
    topLevel: true,
    from: null,
    credentials: true,
    jar: [],
    ...change,
  }
}

/** For tests: the cookie a jar would keep of this line. */
export function stored(raw: string, url = 'https://shop.test/', now = NOW): StoredCookie {
  const { cookie, verdict } = judgeReceived(raw, reception(url, { now }))
  if (!cookie) throw new Error(`not stored: ${verdict.sentence}`)
  return { ...cookie, order: 1 }
}

/** For tests: a request to an address. */
export function request(url: string, method = 'GET', initiator: Initiator | null = null): RequestContext {
  return requestContext(method, new URL(url), initiator)
}

/** For tests: who asks. */
export function from(
  type: Initiator['type'],
  origin: string,
  credentials: Initiator['credentials'] = 'include',
): Initiator {
  return { type, origin, credentials }
}
