import { EXCHANGE_HEADER } from '../../protocol/observation'
import { EXCHANGE_ERRORS } from '../../protocol/errors'
import { ExchangeFailure } from '../browsers/exchange-failure'
import type { Transport } from '../browsers/transport'
import { HttpClient } from '../browsers/wire/http-client'
import type { WireResponse } from '../browsers/wire/wire-message'
import type { LeasedInstance } from '../isolation/runner'
import type { App } from './app'
import { Refusal } from './refusal'
import type { Settling } from './settling'

/** How long a broken connection may wait for the news that its process ended. */
const NEWS_MS = 300
/** How long an answer's end may keep its head waiting, so that the trace keeps the order of things. */
const END_MS = 50

const clients = new WeakMap<LeasedInstance, HttpClient>()

/** The one client of an instance; its kept connections end with the instance. */
export function clientOf(instance: LeasedInstance): HttpClient {
  const known = clients.get(instance)
  if (known) return known
  const client = new HttpClient(() => instance.connect())
  clients.set(instance, client)
  return client
}

/** The instance whose turn it is, or why nobody answers. Wakes an app that sleeps. */
export async function reach(app: App): Promise<LeasedInstance> {
  const instance = await app.pick().catch((error: unknown) => {
    const message = error instanceof Refusal ? error.message : EXCHANGE_ERRORS.start_failed
    throw new ExchangeFailure('start_failed', message, { cause: error })
  })
  if (instance) return instance
  throw new ExchangeFailure(app.state === 'failed' ? 'start_failed' : 'not_running')
}

/** Carries the requests of virtual browsers to the app. */
export function appTransport(app: App, settling: Settling): Transport {
  return async ({ exchange, method, target, headers, body }, { sending }) => {
    const instance = await reach(app)
    sending(instance.instance)
    const others = headers.filter(([name]) => name.toLowerCase() !== EXCHANGE_HEADER)
    const tag: [string, string] = [EXCHANGE_HEADER, exchange]
    try {
      const response = await clientOf(instance).request({ method, target, headers: [...others, tag] }, body)
      if (!isRedirect(response)) await inOrder(response, exchange, settling)
      return response
    } catch (error) {
      throw await explained(error, instance, app)
    }
  }
}

/** A connection that broke because the process ended says so, and names the limit when it was one. */
export async function explained(error: unknown, instance: LeasedInstance, app: App): Promise<unknown> {
  if (!(error instanceof ExchangeFailure) || error.code !== 'aborted') return error
  for (let waited = 0; instance.alive() && waited < NEWS_MS; waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  if (instance.alive()) return error
  const limit = app.lastFault?.code === 'limit' ? app.lastFault : null
  return limit
    ? new ExchangeFailure('limit', limit.hint ?? limit.message, { cause: error })
    : new ExchangeFailure('crashed', undefined, { cause: error })
}

/** A short answer is told after everything the app did for it. A long one is told when its head is here. */
async function inOrder(response: WireResponse, exchange: string, settling: Settling): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, END_MS)))
  await Promise.race([response.body, late])
  clearTimeout(timer)
  if (response.soFar().complete) await settling.wait(exchange)
}

/** A browser follows a redirect when its head is here, whatever the app still does. */
function isRedirect({ status, headers }: WireResponse): boolean {
  return status >= 300 && status < 400 && headers.some(([name]) => name.toLowerCase() === 'location')
}
