import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { type Readable, pipeline } from 'node:stream'
import { LIMITS } from '../../../protocol/limits'
import { ExchangeFailure } from '../exchange-failure'
import { AppAgent } from './app-agent'
import { type BodyLimits, collectBody } from './collect-body'
import { headOf, openRequest } from './open-request'
import { wireFailure } from './wire-failure'
import type { StreamedResponse, WireRequest, WireResponse } from './wire-message'

export interface HttpClientLimits extends BodyLimits {
  /** request: from first to last byte. stream: until the headers are there. */
  timeoutMs: number
  /** A kept connection that was already closed on the other side shows at once; later failures are the app’s own. */
  staleMs: number
}

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])

const DEFAULTS: HttpClientLimits = { ...LIMITS.response, staleMs: 20 }

/** HTTP/1.1 to one instance of the app, which may be hostile: everything is bounded and ends in an ExchangeFailure at worst. */
export class HttpClient {
  readonly #agent: AppAgent
  readonly #limits: HttpClientLimits

  constructor(connect: () => Promise<Socket>, limits: HttpClientLimits = DEFAULTS) {
    this.#agent = new AppAgent(connect)
    this.#limits = limits
  }

  /** Sends a whole request; resolves when the headers of the answer are there. */
  async request(message: WireRequest, body: Uint8Array | null = null): Promise<WireResponse> {
    const started = performance.now()
    try {
      return await this.#exchange(message, body)
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error
      const quick = performance.now() - started < this.#limits.staleMs
      if (!quick || !IDEMPOTENT.has(message.method)) throw error.failure
      return await this.#exchange(message, body).catch((again: unknown) => {
        throw again instanceof StaleConnection ? again.failure : again
      })
    }
  }

  /** Passes a request and its answer on as they come; only the wait for the headers is timed. Abort ends both. */
  async stream(message: WireRequest, body: Readable, signal?: AbortSignal): Promise<StreamedResponse> {
    const hasBody = message.headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name))
    const { request, response, fail } = openRequest(this.#agent, message, hasBody ? null : 0)
    const stop = () => {
      fail(new ExchangeFailure('aborted'))
    }
    signal?.addEventListener('abort', stop, { once: true })
    // A signal that fired before is silent from then on.
    if (signal?.aborted) stop()
    const timer = setTimeout(() => {
      fail(new ExchangeFailure('timeout'))
    }, this.#limits.timeoutMs)
    // A body that breaks off destroys the request, and that rejects the response.
    if (hasBody) pipeline(body, request, () => undefined)
    else request.end()
    try {
      const message = await response
      message.once('close', () => signal?.removeEventListener('abort', stop))
      return { ...headOf(message), body: message }
    } finally {
      clearTimeout(timer)
    }
  }

  /** Ends every connection, busy ones too. */
  close(): void {
    this.#agent.destroy()
  }

  async #exchange(message: WireRequest, body: Uint8Array | null): Promise<WireResponse> {
    const { request, response, fail } = openRequest(this.#agent, message, body?.length ?? 0)
    const deadline = performance.now() + this.#limits.timeoutMs
    const timer = setTimeout(() => {
      fail(new ExchangeFailure('timeout'))
    }, this.#limits.timeoutMs)
    if (body && body.length > 0) request.end(body)
    else request.end()
    try {
      return this.#collect(request, await response, deadline)
    } catch (error) {
      const lost = error instanceof ExchangeFailure && error.code === 'aborted'
      throw lost && request.reusedSocket ? new StaleConnection(error) : error
    } finally {
      clearTimeout(timer)
    }
  }

  #collect(request: ClientRequest, message: IncomingMessage, deadline: number): WireResponse {
    const collecting = collectBody(message, this.#limits)
    // Invalid HTTP inside the body is told to the request alone.
    request.on('error', (error) => {
      collecting.fail(wireFailure(error))
    })
    const timer = setTimeout(() => {
      collecting.fail(new ExchangeFailure('timeout', 'The app began to answer and never finished.'))
    }, deadline - performance.now())
    void collecting.body.then(() => {
      clearTimeout(timer)
    })
    return { ...headOf(message), body: collecting.body, soFar: collecting.soFar }
  }
}

/** A kept connection broke before any answer; the request may be sent again on a fresh one. */
class StaleConnection extends Error {
  override name = 'StaleConnection'
  readonly failure: ExchangeFailure

  constructor(failure: ExchangeFailure) {
    super(failure.message, { cause: failure })
    this.failure = failure
  }
}
