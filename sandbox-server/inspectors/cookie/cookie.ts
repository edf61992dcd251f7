import type { RecordsReply } from '../../../protocol/api'
import type { JarCookie } from '../../../protocol/cookie'
import { LIMITS } from '../../../protocol/limits'
import type { Snapshot, StoreRecord } from '../../../protocol/snapshot'
import type { Inspector, PageQuery } from '../inspector'
import type { MadeStore } from '../made-store'
import { cutRaw } from '../record-text'
import { type CookieStore, cookieStore } from './cookie-store'
import type { BrowserJar, JarReader } from './jar-reader'
import { readClientSessions } from './read-client-sessions'
import { readCookieSession } from './read-cookie-session'
import { readIronSession } from './read-iron-session'
import type { CookieReading } from './reading'
import type { SealModules } from './seal-modules'

/** RFC 6265bis section 5.7: name and value together. */
const COOKIE_BYTES = 4096

export interface CookieStores {
  jars: JarReader
  /** What the app announced in its last run, stores of other kinds included. */
  made(): readonly MadeStore[]
  modules: SealModules
  /** Milliseconds since the epoch on the workspace's clock. */
  now(): number
}

/** One cookie that holds a session, and the cookies that belong to it. */
interface Found {
  sid: string
  jar: BrowserJar
  cookie: JarCookie
  signature: JarCookie | null
  store: CookieStore
}

/** Sessions that live in their cookie: each browser's jar is the store, one snapshot per browser. */
export class CookieInspector implements Inspector {
  readonly kind = 'cookie'

  /** What was announced last; empty when the app has turned away from cookies, null when it never used them. */
  private known: readonly CookieStore[] | null = null

  constructor(private readonly stores: CookieStores) {}

  async read(): Promise<Snapshot[]> {
    const made = this.made()
    if (made === null) return []
    return Promise.all(this.stores.jars.jars().map((jar) => this.snapshot(jar, made)))
  }

  async page({ engine, offset, limit, find }: PageQuery): Promise<RecordsReply | null> {
    const snapshot = (await this.read()).find((each) => each.engine === engine)
    if (!snapshot) return null
    const records = snapshot.records.filter(({ sid, raw }) => sid.includes(find) || raw.includes(find))
    return { records: records.slice(offset, offset + limit), total: records.length }
  }

  /** As a person does in the browser's own tools: the cookie goes, and its signature with it. */
  remove(sid: string, engine?: string): Promise<boolean> {
    const found = this.find(sid, engine)
    if (!found) return Promise.resolve(false)
    const { jar, cookie, signature } = found
    return Promise.resolve(this.stores.jars.remove(jar.browser, signature ? [cookie, signature] : [cookie]))
  }

  /** The signature stays the old one. A sealed cookie can only be given another raw value, as text. */
  edit(sid: string, data: unknown, engine?: string): Promise<boolean> {
    const found = this.find(sid, engine)
    const value = found ? editedValue(data, found.store) : null
    if (!found || value === null) return Promise.resolve(false)
    return Promise.resolve(this.stores.jars.replace(found.jar.browser, found.cookie, value))
  }

  /** An app that has just started may not have said anything yet: then what it said before still counts. */
  private made(): readonly CookieStore[] | null {
    const made = this.stores.made()
    const inCookies = made.flatMap((one) => cookieStore(one) ?? [])
    if (inCookies.length > 0) this.known = inCookies
    else if (this.known && made.length > 0) this.known = []
    return this.known
  }

  private find(sid: string, engine?: string): Found | undefined {
    return this.stores.jars
      .jars()
      .filter(({ browser }) => engine === undefined || engineOf(browser) === engine)
      .flatMap((jar) => this.sessions(jar, this.made() ?? []))
      .find((found) => found.sid === sid)
  }

  private async snapshot(jar: BrowserJar, made: readonly CookieStore[]): Promise<Snapshot> {
    const sessions = this.sessions(jar, made)
    const records = await Promise.all(sessions.map((found) => this.record(found)))
    return {
      kind: 'cookie',
      engine: engineOf(jar.browser),
      instance: null,
      records: records.slice(0, LIMITS.snapshot.records),
      total: records.length,
    }
  }

  /** The cookies that a module of the app announced; one that merely looks alike is none of them. */
  private sessions(jar: BrowserJar, made: readonly CookieStore[]): Found[] {
    const stores = new Map(made.map((store) => [store.name, store]))
    const taken = new Set<string>()
    return jar.cookies.flatMap((cookie) => {
      const store = stores.get(cookie.name)
      if (!store || isOver(cookie, this.stores.now())) return []
      const plain = `${jar.browser}/${cookie.name}`
      const sid = taken.has(plain) ? `${plain} of ${cookie.domain}${cookie.path}` : plain
      taken.add(plain)
      return [{ sid, jar, cookie, signature: signatureOf(cookie, jar, store), store }]
    })
  }

  private async record(found: Found): Promise<StoreRecord> {
    const { sid, jar, cookie, signature } = found
    const { data, native } = await this.reading(found)
    const header = this.stores.jars.header(jar.browser, cookie)
    return {
      sid,
      data,
      expires: cookie.expires,
      where: `cookie ${cookie.name} of ${jar.browser}`,
      raw: cutRaw(cookie.value),
      bytes: cookie.bytes,
      native: {
        ...native,
        bytes: `${String(cookie.bytes)} of ${String(COOKIE_BYTES)}`,
        ...(signature ? { 'bytes of the signature': signature.bytes } : {}),
        // What every request to the cookie's own place carries in all.
        ...(header === null ? {} : { 'bytes of the Cookie header': header.length }),
        HttpOnly: cookie.httpOnly,
        Secure: cookie.secure,
      },
    }
  }

  private async reading({ cookie, signature, store }: Found): Promise<CookieReading> {
    const { modules } = this.stores
    switch (store.library) {
      case 'cookie-session':
        return readCookieSession(cookie.value, signature?.value ?? null, store)
      case 'client-sessions':
        return readClientSessions(cookie.value, store, modules, this.stores.now())
      case 'iron-session':
        return readIronSession(decoded(cookie.value), store, modules, this.stores.now())
    }
  }
}

const engineOf = (browser: string): string => `${browser.charAt(0).toUpperCase()}${browser.slice(1)}’s jar`

function isOver({ expires }: JarCookie, now: number): boolean {
  return expires !== null && Date.parse(expires) <= now
}

function signatureOf(cookie: JarCookie, jar: BrowserJar, store: CookieStore): JarCookie | null {
  if (store.library !== 'cookie-session') return null
  const named = jar.cookies.filter(
    ({ name, domain }) => name === `${cookie.name}.sig` && domain === cookie.domain,
  )
  return named.find(({ path }) => path === cookie.path) ?? named[0] ?? null
}

/** cookie-session reads what it writes: base64 of JSON. */
function editedValue(data: unknown, { library }: CookieStore): string | null {
  if (library === 'cookie-session' && typeof data === 'object' && data !== null)
    return Buffer.from(JSON.stringify(data)).toString('base64')
  return typeof data === 'string' && /^[\x21-\x3a\x3c-\x7e]*$/.test(data) ? data : null
}

/** iron-session writes its cookie with `encodeURIComponent`. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
