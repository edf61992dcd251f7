import { AsyncLocalStorage } from 'node:async_hooks'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Server } from 'node:net'
import { EXCHANGE_HEADER } from '../../../protocol/exchange-header'
import type { Observation } from '../../../protocol/observation'
import { realNow } from './clock'
import { patchMethod } from './patch-method'

const EXCHANGE_ID = /^x[1-9][0-9]{0,9}$/
const exchanges = new AsyncLocalStorage<string>()

/** The exchange whose handling led here, or null. */
export const currentExchange = (): string | null => exchanges.getStore() ?? null

/** Follows each request of the app through its asynchronous work, by the header that the lab adds and we take away. */
export function followExchanges(report: (observation: Observation) => void): void {
  patchMethod(Server.prototype, 'emit', (original) => (self, args) => {
    const [event, request, response] = args
    if ((event !== 'request' && event !== 'checkContinue') || !(request instanceof IncomingMessage)) {
      return original(self, args)
    }
    const exchange = takeExchange(request)
    if (exchange === null || !(response instanceof ServerResponse)) return original(self, args)
    return exchanges.run(exchange, () => {
      const stamp = { at: realNow(), exchange }
      report({ ...stamp, type: 'request.seen', method: request.method ?? '', url: request.url ?? '' })
      response.once('close', () => {
        report({ at: realNow(), exchange, type: 'response.finished' })
      })
      return original(self, args)
    })
  })
}

/** Removes our header in every form the app could read it in, and returns its value when it is an exchange id. */
function takeExchange(request: IncomingMessage): string | null {
  const value = request.headers[EXCHANGE_HEADER]
  if (value === undefined) return null
  Reflect.deleteProperty(request.headers, EXCHANGE_HEADER)
  Reflect.deleteProperty(request.headersDistinct, EXCHANGE_HEADER)
  const raw = request.rawHeaders
  for (let i = raw.length - 2; i >= 0; i -= 2) {
    if (raw[i]?.toLowerCase() === EXCHANGE_HEADER) raw.splice(i, 2)
  }
  return typeof value === 'string' && EXCHANGE_ID.test(value) ? value : null
}
