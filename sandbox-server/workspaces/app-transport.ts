import { EXCHANGE_HEADER } from '../../protocol/observation'
import { ExchangeFailure } from '../browsers/exchange-failure'
import type { Transport } from '../browsers/transport'
import { HttpClient } from '../browsers/wire/http-client'
import type { LeasedInstance } from '../isolation/runner'
import type { App } from './app'
import { Refusal } from './refusal'

/** How long a broken connection may wait for the news that its process ended. */
const NEWS_MS = 60

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
    if (error instanceof Refusal) throw error
    throw new ExchangeFailure('start_failed', undefined, { cause: error })
  })
  if (instance) return instance
  throw new ExchangeFailure(app.state === 'failed' ? 'start_failed' : 'not_running')
}

/** Carries the requests of virtual browsers to the app. */
export function appTransport(app: App): Transport {
  return async ({ exchange, method, target, headers, body }, { sending }) => {
    const instance = await reach(app)
    sending(instance.instance)
    const others = headers.filter(([name]) => name.toLowerCase() !== EXCHANGE_HEADER)
    const message = {
      method,
      target,
      headers: [...others, [EXCHANGE_HEADER, exchange] satisfies [string, string]],
    }
    try {
      return await clientOf(instance).request(message, body)
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
