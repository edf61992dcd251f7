import { SendRequest } from '../../protocol/api'
import type { Exchange } from '../../protocol/exchange'
import type { Settings } from '../../protocol/workspace'
import { ExchangeFailure } from '../browsers/exchange-failure'
import { requestContext } from '../browsers/request-context'
import { composeHeaders } from '../browsers/compose-headers'
import { redirectOf } from '../browsers/redirect'
import type { Recorder } from '../tracing/recorder'
import type { App } from './app'
import { appTransport } from './app-transport'
import type { BrowserSet } from './browser-set'
import type { Settling } from './settling'
import type { Stores } from './stores'

export interface ExchangeContext {
  app: App
  browsers: BrowserSet
  recorder: Recorder
  settling: Settling
  stores: Stores
  settings(): Settings
}

export class Exchanges {
  constructor(
    private readonly context: ExchangeContext,
    private count: number,
  ) {}

  nextId(): string {
    this.count += 1
    return `x${String(this.count)}`
  }

  async send(browser: string, given: SendRequest): Promise<Exchange[]> {
    const request = SendRequest.parse(given)
    const { recorder, browsers, app, settling, stores, settings } = this.context
    const jar = browsers.jar(browser)
    const exchanges: Exchange[] = []
    let method = request.method
    let url = new URL(
      request.url,
      `${settings().https ? 'https' : 'http'}://localhost${settings().https ? '' : ':3000'}`,
    )
    let body = request.body
    const chain: URL[] = []
    let redirectedFrom: string | null = null
    for (;;) {
      const id = this.nextId()
      const started = performance.now()
      const context = requestContext(method, url, request.initiator ?? null, chain)
      recorder.record({
        type: 'exchange.started',
        exchange: id,
        browser,
        method,
        url: url.href,
        initiator: request.initiator ?? null,
        redirectOf: redirectedFrom,
      })
      browsers.expire(browser, id)
      const selected = jar.select(context)
      for (const v of selected.verdicts) browsers.judged(browser, id, v)
      const bytes = body === null ? null : Buffer.from(body)
      const { headers } = composeHeaders({
        browser,
        context,
        written: request.headers,
        cookie: selected.header,
        bodyLength: bytes?.length ?? null,
        proxy: settings().https,
      })
      const sent = { method, url: url.href, headers, body }
      let instance: number | null = null
      let next: { url: URL; method: string; keepsBody: boolean } | null = null
      try {
        const response = await appTransport(app)(
          { exchange: id, method, target: url.pathname + url.search, headers, body: bytes },
          {
            sending: (n) => {
              instance = n
              recorder.record({ type: 'request.sent', exchange: id, instance: n, request: sent })
            },
          },
        )
        const got = await response.body
        await settling.wait(id)
        const full = {
          status: response.status,
          statusText: response.statusText,
          headers: response.headers,
          body: { text: got.bytes.toString(), length: got.length, truncated: got.bytes.length < got.length },
        }
        const durationMs = performance.now() - started
        recorder.record({ type: 'response.received', exchange: id, response: full, durationMs })
        let changed = false
        for (const [name, value] of response.headers) {
          if (name.toLowerCase() !== 'set-cookie') continue
          changed = true
          for (const v of jar.receive(value, context)) browsers.judged(browser, id, v)
        }
        if (changed) browsers.changed(browser, 'response', id)
        exchanges.push({
          id,
          browser,
          redirectOf: redirectedFrom,
          instance,
          request: sent,
          response: full,
          error: null,
          durationMs,
        })
        const redirect = redirectOf(response, context)
        if (redirect && !redirect.failure && request.followRedirects) next = redirect
      } catch (error) {
        if (!(error instanceof ExchangeFailure)) throw error
        const failure = { code: error.code, message: error.message }
        const durationMs = performance.now() - started
        recorder.record({ type: 'exchange.failed', exchange: id, error: failure, durationMs })
        exchanges.push({
          id,
          browser,
          redirectOf: redirectedFrom,
          instance,
          request: sent,
          response: null,
          error: failure,
          durationMs,
        })
      }
      await stores.refresh(id)
      if (!next) return exchanges
      chain.push(url)
      url = next.url
      method = next.method
      if (!next.keepsBody) body = null
      redirectedFrom = id
    }
  }
}
