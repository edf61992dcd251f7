import { AsyncLocalStorage } from 'node:async_hooks'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Server } from 'node:net'
import { EXCHANGE_HEADER, IN_BRIEF } from '../../../protocol/exchange-header'
import type { Observation } from '../../../protocol/observation'
import { realNow } from './clock'
import { patchMethod } from './patch-method'

const EXCHANGE_ID = /^x[1-9][0-9]{0,9}$/
const exchanges = new AsyncLocalStorage<string>()

/** Exchanges told in brief, the newest; what an old one still does long after its answer is told again. */
const brief = new Set<string>()
const MOST_BRIEF = 1000
/** What is said of each exchange, however many there are. */
const ALWAYS_TOLD: ReadonlySet<string> = new Set<Observation['type']>([
  'console',
  'app.error',
  'app.listening',
  'store.made',
  'response.finished',
])

/** False for what happens inside an exchange of which only the request and the answer are recorded. */
export const isWanted = ({ type, exchange }: Observation): boolean =>
  exchange === null || !brief.has(exchange) || ALWAYS_TOLD.has(type)

/** What observers want to look at when an exchange is over; only open ones have a list. */
const endings = new Map<string, (() => void)[]>()
const MOST_ENDINGS = 20

/** Runs when the exchange whose handling led here is over, before that is told. */
export function whenOver(run: () => void): void {
  const exchange = exchanges.getStore()
  const list = exchange === undefined ? undefined : endings.get(exchange)
  if (list && list.length < MOST_ENDINGS) list.push(run)
}

/** The exchange whose handling led here, or null. */
export const currentExchange = (): string | null => exchanges.getStore() ?? null

/** Runs something as part of an exchange. Only our own knowledge of it: what the app keeps by such means is not touched. */
export const within = <T>(exchange: string, run: () => T): T => exchanges.run(exchange, run)

/** Whether what happens inside the exchange that led here is to be told. */
export function isFollowed(): boolean {
  const exchange = exchanges.getStore()
  return exchange === undefined || !brief.has(exchange)
}

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
      endings.set(exchange, [])
      response.once('close', () => {
        for (const run of endings.get(exchange) ?? []) run()
        endings.delete(exchange)
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
  if (typeof value !== 'string') return null
  const exchange = value.endsWith(IN_BRIEF) ? value.slice(0, -IN_BRIEF.length) : value
  if (!EXCHANGE_ID.test(exchange)) return null
  if (exchange !== value) remember(exchange)
  return exchange
}

function remember(exchange: string): void {
  brief.add(exchange)
  const [oldest] = brief
  if (brief.size > MOST_BRIEF && oldest !== undefined) brief.delete(oldest)
}
