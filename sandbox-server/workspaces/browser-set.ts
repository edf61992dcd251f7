import { CookieJar } from '../browsers/jar'
import { LIMITS } from '../../protocol/limits'
import type { JarCookie, Verdict } from '../../protocol/cookie'
import type { Recorder } from '../tracing/recorder'
import type { Recovered } from './recover'
import { Refusal } from './refusal'

/** The name under which a real tab or curl appears. */
export const REAL_TAB = 'tab'

/** The browsers of one workspace and their jars; each change of a jar is recorded whole. */
export class BrowserSet {
  readonly #jars = new Map<string, CookieJar>()
  #hasTab = false

  constructor(
    private readonly recorder: Recorder,
    private readonly now: () => number,
    recovered: Recovered,
  ) {
    for (const [name, { real, cookies }] of recovered.browsers) {
      if (real) this.#hasTab = true
      else this.#jars.set(name, restoreJar(now, cookies))
    }
  }

  names(): string[] {
    return [...this.#jars.keys(), ...(this.#hasTab ? [REAL_TAB] : [])]
  }

  add(name: string): void {
    if (this.#jars.has(name) || name === REAL_TAB) throw new Refusal('browser_exists')
    if (this.#jars.size >= LIMITS.browsers) throw new Refusal('too_many_browsers')
    this.#jars.set(name, new CookieJar(this.now))
    this.recorder.record({ type: 'browser.added', browser: name, real: false })
  }

  /** A real tab or curl came: it appears as one more browser. */
  meetTab(): void {
    if (this.#hasTab) return
    this.#hasTab = true
    this.recorder.record({ type: 'browser.added', browser: REAL_TAB, real: true })
  }

  remove(name: string): void {
    if (name === REAL_TAB && this.#hasTab) this.#hasTab = false
    else if (!this.#jars.delete(name)) throw new Refusal('not_found')
    this.recorder.record({ type: 'browser.removed', browser: name })
  }

  jar(name: string): CookieJar {
    const jar = this.#jars.get(name)
    if (!jar) throw new Refusal('not_found')
    return jar
  }

  /** The jar after what time has ended is gone. */
  cookies(name: string): JarCookie[] {
    if (name === REAL_TAB && this.#hasTab) return []
    this.expire(name, null)
    return this.jar(name).list()
  }

  clear(name: string): void {
    if (name === REAL_TAB && this.#hasTab) return
    if (this.jar(name).clear() > 0) this.changed(name, 'cleared', null)
  }

  /** Removes what time has ended from one jar, or from all. */
  expire(name: string | null, exchange: string | null): void {
    for (const browser of name === null ? [...this.#jars.keys()] : [name]) {
      const verdicts = this.jar(browser).expire()
      for (const verdict of verdicts) this.judged(browser, exchange, verdict)
      if (verdicts.length > 0) this.changed(browser, 'expired', exchange)
    }
  }

  judged(browser: string, exchange: string | null, verdict: Verdict): void {
    this.recorder.record({ type: 'cookie.judged', exchange, browser, verdict })
  }

  changed(
    browser: string,
    reason: 'response' | 'cleared' | 'expired' | 'request',
    exchange: string | null,
  ): void {
    this.recorder.record({ type: 'jar.changed', browser, reason, exchange, cookies: this.jar(browser).list() })
  }
}

function restoreJar(now: () => number, cookies: readonly JarCookie[]): CookieJar {
  const stored = cookies.map((cookie, index) => ({
    ...cookie,
    order: index + 1,
    lastAccessAt: cookie.createdAt,
  }))
  return CookieJar.restore(now, { version: 1, cookies: stored })
}
