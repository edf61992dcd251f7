import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import type { StoreKind } from '../../protocol/snapshot'
import { answered, goesTo } from '../kit/checks'
import { outages } from '../kit/outages'
import { cookiesSent } from '../kit/wire'

/** What this lesson looks for in a trace, whatever the storage. */

const PLACE_OF: Readonly<Record<string, StoreKind>> = {
  MemoryStore: 'memory',
  FileStore: 'file',
  RedisStore: 'redis',
  MemcachedStore: 'memcached',
  PGStore: 'postgres',
}

/** Where the session of an exchange is kept: by the store that was asked, or by the cookie that holds it. */
export function placeOf(exchange: ExchangeView): StoreKind | null {
  const store = exchange.storeCalls.map((call) => PLACE_OF[call.store]).find((place) => place !== undefined)
  if (store) return store
  const verdicts = [...exchange.sentVerdicts, ...exchange.receivedVerdicts]
  return verdicts.some(({ name, outcome }) => name === 'session.sig' && outcome !== 'withheld')
    ? 'cookie'
    : null
}

/** The number in `Visit 3`; null for other answers. */
export function visitNumber(exchange: ExchangeView): number | null {
  if (!goesTo('/')(exchange) || exchange.response?.status !== 200) return null
  const number = /^Visit (\d+)$/.exec(exchange.response.body.text ?? '')?.[1]
  return number === undefined ? null : Number(number)
}

/** The browser sent a cookie along. */
export const broughtCookie = (exchange: ExchangeView): boolean =>
  exchange.request?.headers.some(([name]) => name.toLowerCase() === 'cookie') ?? false

/** A visit, and the next one of the same browser in the same place. */
export interface Return {
  before: ExchangeView
  after: ExchangeView
  place: StoreKind
  /** The count went on; false: it began anew, although the cookie came. */
  kept: boolean
}

/** All returns of visitors, oldest first. */
export function returns(trace: TraceModel): Return[] {
  const visits = answered(trace).filter((visit) => visitNumber(visit) !== null)
  return visits.flatMap((after, index) => {
    const place = placeOf(after)
    const before = visits.slice(0, index).findLast((one) => one.browser === after.browser)
    if (!before || place === null || placeOf(before) !== place || !broughtCookie(after)) return []
    const count = visitNumber(after) ?? 0
    return [{ before, after, place, kept: count === (visitNumber(before) ?? 0) + 1 }]
  })
}

/** The engine that a storage needs had gone and come back between a visit and the next. */
export const livedThroughOutage = (trace: TraceModel, { before, after, place }: Return): boolean =>
  outages(trace).some(
    ({ kind, from, to }) => kind === place && from > before.firstEventId && to < after.firstEventId,
  )

/** Somebody used a cookie after its owner had logged out with it. */
export interface Replay {
  exchange: ExchangeView
  place: StoreKind
  /** The app took the thief for the owner. */
  believed: boolean
}

/** All uses of old cookies, oldest first: requests for / or /me with a cookie that its owner had logged out with. */
export function replays(trace: TraceModel): Replay[] {
  const all = answered(trace)
  const goodbyes = all.filter((one) => goesTo('/logout')(one) && one.response?.status === 200)
  return all.flatMap((exchange) => {
    if (!goesTo('/')(exchange) && !goesTo('/me')(exchange)) return []
    const goodbye = goodbyes.findLast(
      (one) => one.firstEventId < exchange.firstEventId && sharesSession(one, exchange),
    )
    const place = goodbye ? placeOf(goodbye) : null
    return place === null ? [] : [{ exchange, place, believed: knows(exchange) }]
  })
}

const knows = (exchange: ExchangeView): boolean =>
  goesTo('/me')(exchange)
    ? (exchange.response?.body.text ?? '').startsWith('You are ')
    : (visitNumber(exchange) ?? 0) > 1

/** Both sent the same session cookie. */
function sharesSession(a: ExchangeView, b: ExchangeView): boolean {
  const [mine, other] = [cookiesSent(a), cookiesSent(b)]
  return ['connect.sid', 'session'].some((name) => mine.has(name) && mine.get(name) === other.get(name))
}

/** The Cookie header as it was sent; null without one. */
export function cookieHeader(exchange: ExchangeView): string | null {
  return exchange.request?.headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1] ?? null
}
