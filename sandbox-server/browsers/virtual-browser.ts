import type { SendRequest } from '../../protocol/api'
import type { JarCookie } from '../../protocol/cookie'
import type { Exchange, HeaderList, Initiator } from '../../protocol/exchange'
import { labOrigin, resolveAddress } from './address'
import type { BrowserWorld } from './browser-world'
import { needsPreflight, preflightFault, preflightHeaders } from './cors'
import { ExchangeFailure } from './exchange-failure'
import type { CookieJar, Replaced } from './jar'
import { ownPlace } from './own-place'
import { type PerformedExchange, type PlannedExchange, performExchange } from './perform-exchange'
import type { Redirect } from './redirect'
import type { Identity } from './rules/identity'
import { preflightContext, requestContext } from './request-context'

/** A person’s browser: an address bar, a page and a jar. Several requests may be under way at once. */
export class VirtualBrowser {
  readonly name: string
  readonly jar: CookieJar
  readonly #world: BrowserWorld

  constructor(name: string, jar: CookieJar, world: BrowserWorld) {
    this.name = name
    this.jar = jar
    this.#world = world
  }

  /** Sends a request and follows where it leads; the exchanges in order. Never rejects: what goes wrong is in the exchange. */
  async send(request: SendRequest): Promise<Exchange[]> {
    const performed: PerformedExchange[] = []
    let plan: PlannedExchange | null = this.#plan(request)
    while (plan) {
      const exchange: PerformedExchange | null = await this.#allowed(plan, performed)
      if (!exchange) break
      performed.push(exchange)
      plan = exchange.redirect ? nextPlan(plan, exchange, exchange.redirect) : null
    }
    return performed.map((exchange) => exchange.result())
  }

  /** Empties the jar and tells the trace. */
  clearCookies(): void {
    this.jar.clear()
    this.#jarChanged('cleared')
  }

  /** Takes cookies out of the jar as a person does in the browser's own tools; false when none was there. */
  removeCookies(cookies: readonly Identity[]): boolean {
    const removed = this.jar.remove(cookies) > 0
    if (removed) this.#jarChanged('edited')
    return removed
  }

  /** Gives a cookie another value as a person does in the browser's own tools. */
  replaceCookie(cookie: Identity, value: string): Replaced {
    const replaced = this.jar.replace(cookie, value)
    if (replaced === 'replaced') this.#jarChanged('edited')
    return replaced
  }

  /** The Cookie header of a typed visit to where a cookie belongs; null when none goes along. */
  headerAt(cookie: JarCookie): string | null {
    const visit = ownPlace(cookie, this.#world.https())
    return visit && this.jar.headerFor(visit)
  }

  /** Removes what time has ended, as after the clock was advanced, and tells the trace. */
  expireCookies(): void {
    const verdicts = this.jar.expire()
    for (const verdict of verdicts) {
      this.#world.emit({ type: 'cookie.judged', exchange: null, browser: this.name, verdict })
    }
    if (verdicts.length > 0) this.#jarChanged('expired')
  }

  #jarChanged(reason: 'cleared' | 'expired' | 'edited'): void {
    const cookies = this.jar.list()
    this.#world.emit({ type: 'jar.changed', browser: this.name, reason, exchange: null, cookies })
  }

  /** Asks beforehand where a browser would; null when the answer is no. */
  async #allowed(plan: PlannedExchange, performed: PerformedExchange[]): Promise<PerformedExchange | null> {
    const { context, written } = plan
    if (plan.failure || !needsPreflight(context, written)) return await this.#perform(plan)
    const question = {
      ...plan,
      context: preflightContext(context),
      written: preflightHeaders(context, written),
    }
    const answer = await this.#perform({ ...question, body: null, follow: false, remark: null })
    performed.push(answer)
    if (!answer.head) return null
    const fault = preflightFault(answer.head, context, written)
    const failure = fault === null ? null : blocked(fault)
    return await this.#perform({ ...plan, failure })
  }

  #perform(plan: PlannedExchange): Promise<PerformedExchange> {
    return performExchange(this.#world, this.name, this.jar, plan)
  }

  #plan(request: SendRequest): PlannedExchange {
    const https = this.#world.https()
    const address = resolveAddress(request.url, https)
    const method = (request.method ?? 'GET').toUpperCase()
    const url = address instanceof URL ? address : new URL(labOrigin(https))
    const bodiless = method === 'GET' || method === 'HEAD'
    return {
      context: requestContext(method, url, initiatorOf(request)),
      written: (request.headers ?? []).map(([name, value]) => [name, value]),
      body: bodiless ? null : (request.body ?? null),
      redirectOf: null,
      follow: request.followRedirects ?? true,
      remark: bodiless && request.body ? `A browser sends no body with ${method}, so it was left out.` : null,
      failure: address instanceof URL ? methodFault(method) : address,
      unreadable: address instanceof URL ? null : request.url,
    }
  }
}

function initiatorOf({ initiator }: SendRequest): Initiator | null {
  return initiator ? { ...initiator, credentials: initiator.credentials ?? 'same-origin' } : null
}

/** Fetch standard 2.2.1, forbidden methods; what is no token at all could not be written on the wire. */
function methodFault(method: string): ExchangeFailure | null {
  const forbidden = /^(CONNECT|TRACE|TRACK)$/.test(method) || !/^[!#$%&'*+.^_`|~0-9A-Z-]+$/.test(method)
  return forbidden ? new ExchangeFailure('bad_method') : null
}

const blocked = (fault: string): ExchangeFailure =>
  new ExchangeFailure(
    'cors_blocked',
    `The browser asked first, with OPTIONS, and the answer does not allow this request: ${fault}.`,
  )

/** Fetch standard 4.4: what a redirect keeps. */
function nextPlan(plan: PlannedExchange, from: PerformedExchange, redirect: Redirect): PlannedExchange {
  const { context } = plan
  const crosses = redirect.url.origin !== context.url.origin
  return {
    context: requestContext(redirect.method, redirect.url, context.initiator, [...context.chain, context.url]),
    written: keptHeaders(plan.written, redirect.keepsBody, crosses),
    body: redirect.keepsBody ? plan.body : null,
    redirectOf: from.id,
    follow: plan.follow,
    remark: null,
    failure: redirect.failure,
    unreadable: redirect.unreadable,
  }
}

/** A Cookie or Host written by hand was meant for the first address; Authorization stays with its origin. */
function keptHeaders(written: HeaderList, keepsBody: boolean, crosses: boolean): HeaderList {
  return written.filter(([name]) => {
    const lower = name.toLowerCase()
    if (lower === 'cookie' || lower === 'host') return false
    if (lower === 'authorization' && crosses) return false
    return keepsBody || !/^content-(type|encoding|language|location|length)$/.test(lower)
  })
}
