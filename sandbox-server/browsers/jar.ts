import type { JarCookie, Verdict } from '../../protocol/cookie'
import { judgeReceived } from './judge-received'
import { judgeSent } from './judge-sent'
import { outVerdict } from './out-verdict'
import type { RequestContext } from './request-context'
import { evictions, JAR_LIMITS } from './rules/eviction'
import { expired } from './rules/expired'
import { type Identity, isSameCookie } from './rules/identity'
import { cookieString, sendOrder } from './rules/send-order'
import { isTooLarge } from './rules/size-limit'
import { registrableDomain } from './site'
import { StoredCookie, toJarCookie } from './stored-cookie'

/** Plain JSON, for keeping a jar on disk. */
export interface JarData {
  version: 1
  cookies: StoredCookie[]
}

export interface Selection {
  /** The Cookie header’s value; null when nothing goes along. */
  header: string | null
  /** One for every cookie of the host’s site. */
  verdicts: Verdict[]
}

/** What became of a value put into the jar by hand. */
export type Replaced = 'replaced' | 'not there' | 'too large'

/** One browser’s cookies, on the workspace’s clock. */
export class CookieJar {
  #cookies: StoredCookie[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** A jar from what toJSON gave, however long ago; anything unreadable gives an empty jar. */
  static restore(now: () => number, data: unknown): CookieJar {
    const jar = new CookieJar(now)
    const cookies = typeof data === 'object' && data !== null && 'cookies' in data ? data.cookies : []
    const parsed = StoredCookie.array().safeParse(cookies)
    if (parsed.success) jar.#cookies = parsed.data
    return jar
  }

  toJSON(): JarData {
    return { version: 1, cookies: this.#cookies.map((cookie) => ({ ...cookie })) }
  }

  /** Every cookie, HttpOnly included, oldest first. */
  list(): JarCookie[] {
    return this.#cookies.map(toJarCookie)
  }

  /** Removes all cookies; how many there were. */
  clear(): number {
    return this.#cookies.splice(0).length
  }

  /** Takes cookies out by hand; how many there were. */
  remove(cookies: readonly Identity[]): number {
    const before = this.#cookies.length
    this.#cookies = this.#cookies.filter((kept) => !cookies.some((each) => isSameCookie(each, kept)))
    return before - this.#cookies.length
  }

  /** Puts another value in a cookie's place by hand, if a browser would keep it. */
  replace(cookie: Identity, value: string): Replaced {
    const old = this.#cookies.find((each) => isSameCookie(each, cookie))
    if (!old) return 'not there'
    if (isTooLarge({ name: old.name, value })) return 'too large'
    old.value = value
    old.bytes = old.name.length + value.length
    return 'replaced'
  }

  /** Removes what time has ended, with a verdict for each. */
  expire(): Verdict[] {
    const now = this.#now()
    const over = this.#cookies.flatMap((cookie) => {
      const finding = expired(cookie, now)
      return finding ? [outVerdict(cookie, 'expired', finding)] : []
    })
    if (over.length > 0) this.#cookies = this.#cookies.filter((cookie) => expired(cookie, now) === null)
    return over
  }

  /** Judges one Set-Cookie line and changes the jar. The first verdict is about the line; others about cookies thrown out for it. */
  receive(raw: string, request: RequestContext): Verdict[] {
    const { verdict, cookie, old } = judgeReceived(raw, {
      url: request.url,
      now: this.#now(),
      sameSite: request.sameSite,
      topLevel: request.topLevel,
      from: request.initiator?.origin ?? null,
      credentials: request.credentials,
      jar: this.#cookies,
    })
    if (old) this.#cookies = this.#cookies.filter((each) => each !== old)
    if (!cookie) return [verdict]
    this.#cookies.push({ ...cookie, order: old?.order ?? this.#nextOrder() })
    this.#cookies.sort((a, b) => a.order - b.order)
    return [verdict, ...this.#evict()]
  }

  /** Which cookies go with a request: judged one by one, in the order of the Cookie header. */
  select(request: RequestContext): Selection {
    const { going, verdicts } = this.#judge(request)
    this.#touch(going)
    return { header: headerOf(going), verdicts }
  }

  /** What the Cookie header of a request would be, which is not sent. */
  headerFor(request: RequestContext): string | null {
    const now = this.#now()
    return headerOf(this.#judge(request).going.filter((cookie) => expired(cookie, now) === null))
  }

  /**
   * For the jar of a real browser, of which only its requests tell: what it did not send is gone, what it sent and
   * nobody here knew was set elsewhere, by a script or in an earlier life, and counts for the whole host.
   */
  learn(sent: readonly { name: string; value: string }[], request: RequestContext): void {
    const unseen = [...sent]
    this.#cookies = this.#cookies.flatMap((cookie) => {
      const at = unseen.findIndex(({ name }) => name === cookie.name)
      if (at < 0) return judgeSent(cookie, request).outcome === 'sent' ? [] : [cookie]
      const [seen] = unseen.splice(at, 1)
      return seen ? [{ ...cookie, value: seen.value, bytes: cookie.name.length + seen.value.length }] : []
    })
    for (const { name, value } of unseen) this.receive(`${name}=${value}; Path=/`, request)
  }

  #judge(request: RequestContext): { going: StoredCookie[]; verdicts: Verdict[] } {
    const site = registrableDomain(request.url.hostname)
    const candidates = this.#cookies
      .filter((cookie) => registrableDomain(cookie.domain) === site)
      .sort(sendOrder)
      .map((cookie) => ({ cookie, verdict: judgeSent(cookie, request) }))
    return {
      going: candidates.flatMap(({ cookie, verdict }) => (verdict.outcome === 'sent' ? [cookie] : [])),
      verdicts: candidates.map(({ verdict }) => verdict),
    }
  }

  /** RFC 6265bis 5.8.3, step 3. */
  #touch(cookies: readonly StoredCookie[]): void {
    const time = new Date(this.#now()).toISOString()
    for (const cookie of cookies) cookie.lastAccessAt = time
  }

  #evict(): Verdict[] {
    if (this.#cookies.length <= JAR_LIMITS.perSite) return []
    const out = evictions(this.#cookies)
    const gone = new Set(out.map(({ cookie }) => cookie))
    if (gone.size > 0) this.#cookies = this.#cookies.filter((cookie) => !gone.has(cookie))
    return out.map(({ cookie, finding }) => ({ ...outVerdict(cookie, 'deleted', finding), direction: 'in' }))
  }

  #nextOrder(): number {
    return this.#cookies.reduce((highest, { order }) => Math.max(highest, order), 0) + 1
  }
}

const headerOf = (cookies: readonly StoredCookie[]): string | null =>
  cookies.length > 0 ? cookieString(cookies) : null
