import type { JarCookie } from '../../protocol/cookie'
import { LIMITS } from '../../protocol/limits'
import { REAL_TAB } from '../../protocol/real-tab'
import type { BrowserWorld } from '../browsers/browser-world'
import { CookieJar } from '../browsers/jar'
import { VirtualBrowser } from '../browsers/virtual-browser'
import type { Recovered } from './recover'
import { Refusal } from './refusal'

/** The browsers of one workspace: people’s virtual ones, each with its jar, and the real tab once it came. */
export class BrowserSet {
  readonly #browsers = new Map<string, VirtualBrowser>()
  readonly #world: BrowserWorld
  #hasTab = false

  constructor(world: BrowserWorld, recovered: Recovered['browsers']) {
    this.#world = world
    for (const [name, { real, cookies }] of recovered) {
      if (real) this.#hasTab = true
      else this.#browsers.set(name, this.#make(name, restoreJar(world, cookies)))
    }
  }

  names(): string[] {
    return [...this.#browsers.keys(), ...(this.#hasTab ? [REAL_TAB] : [])]
  }

  add(name: string): void {
    if (this.#browsers.has(name) || name === REAL_TAB) throw new Refusal('browser_exists')
    if (this.#browsers.size >= LIMITS.browsers) throw new Refusal('too_many_browsers')
    this.#browsers.set(name, this.#make(name, new CookieJar(() => this.#world.now())))
    this.#world.emit({ type: 'browser.added', browser: name, real: false })
  }

  /** A real tab or curl came: it appears as one more browser. */
  meetTab(): void {
    if (this.#hasTab) return
    this.#hasTab = true
    this.#world.emit({ type: 'browser.added', browser: REAL_TAB, real: true })
  }

  remove(name: string): void {
    if (this.#isTab(name)) this.#hasTab = false
    else if (!this.#browsers.delete(name)) throw new Refusal('not_found')
    this.#world.emit({ type: 'browser.removed', browser: name })
  }

  /** The virtual browser of that name. */
  get(name: string): VirtualBrowser {
    const browser = this.#browsers.get(name)
    if (!browser) throw new Refusal('not_found')
    return browser
  }

  /** The jar after what time has ended is gone. A real tab keeps its jar to itself. */
  cookies(name: string): JarCookie[] {
    if (this.#isTab(name)) return []
    const browser = this.get(name)
    browser.expireCookies()
    return browser.jar.list()
  }

  /** Every jar that is ours to look into, as it is. */
  jars(): { browser: string; cookies: JarCookie[] }[] {
    return [...this.#browsers].map(([browser, { jar }]) => ({ browser, cookies: jar.list() }))
  }

  /** The Cookie header that a browser would send to where one of its cookies belongs; null when none. */
  cookieHeader(name: string, cookie: JarCookie): string | null {
    return this.#browsers.get(name)?.headerAt(cookie) ?? null
  }

  /** Takes cookies out of a jar by hand; false when there are none. */
  removeCookies(name: string, cookies: readonly JarCookie[]): boolean {
    return this.#browsers.get(name)?.removeCookies(cookies) ?? false
  }

  /** Gives a cookie another value by hand; false when there is none. Refuses what no browser would keep. */
  replaceCookie(name: string, cookie: JarCookie, value: string): boolean {
    const replaced = this.#browsers.get(name)?.replaceCookie(cookie, value)
    if (replaced === 'too large') throw new Refusal('cookie_too_large')
    return replaced === 'replaced'
  }

  clear(name: string): void {
    if (!this.#isTab(name)) this.get(name).clearCookies()
  }

  /** The clock moved: every jar lets go of what time has ended. */
  expireAll(): void {
    for (const browser of this.#browsers.values()) browser.expireCookies()
  }

  #isTab(name: string): boolean {
    return name === REAL_TAB && this.#hasTab
  }

  #make(name: string, jar: CookieJar): VirtualBrowser {
    return new VirtualBrowser(name, jar, this.#world)
  }
}

/** A jar from the trace's last word on it. Order of use is lost with a restart, order of making is not. */
function restoreJar(world: BrowserWorld, cookies: readonly JarCookie[]): CookieJar {
  const stored = cookies.map((cookie, index) => ({
    ...cookie,
    order: index + 1,
    lastAccessAt: cookie.createdAt,
  }))
  return CookieJar.restore(() => world.now(), { version: 1, cookies: stored })
}
