import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import type { StoreKind } from '../../protocol/snapshot'
import { storeKindOf } from '../../protocol/store-classes'
import { answered, decision, goesTo } from '../kit/checks'
import { outages } from '../kit/outages'
import { cookiesSent, cookiesSet } from '../kit/wire'

/** What this lesson looks for in a trace, whatever the storage. */

/** Where the session of an exchange is kept: by the store that was asked, or by the cookie that holds it. */
export function placeOf(exchange: ExchangeView): StoreKind | null {
  const store = exchange.storeCalls.map((call) => storeKindOf(call.store)).find((place) => place !== null)
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

/** All uses of old cookies, oldest first: requests for / or /me from another browser, with a cookie that its owner had logged out with. */
export function replays(trace: TraceModel): Replay[] {
  const all = answered(trace)
  const goodbyes = all.filter((one) => goesTo('/logout')(one) && one.response?.status === 200)
  return all.flatMap((exchange) => {
    if ((!goesTo('/')(exchange) && !goesTo('/me')(exchange)) || isOwn(exchange, all)) return []
    const goodbye = goodbyes.findLast(
      (one) =>
        one.firstEventId < exchange.firstEventId &&
        one.browser !== exchange.browser &&
        sentTheSame(one, exchange),
    )
    const place = goodbye ? placeOf(goodbye) : null
    const believed = place && wasBelieved(exchange, place)
    return place === null || believed === null ? [] : [{ exchange, place, believed }]
  })
}

const SESSION_COOKIES = ['connect.sid', 'session', 'session.sig']

/** Both sent the same session cookie, and its signature, if that is a cookie too. */
function sentTheSame(a: ExchangeView, b: ExchangeView): boolean {
  const [mine, other] = [cookiesSent(a), cookiesSent(b)]
  return (
    SESSION_COOKIES.some((name) => mine.has(name)) &&
    SESSION_COOKIES.every((name) => !mine.has(name) || mine.get(name) === other.get(name))
  )
}

/** The app itself gave this browser the cookie that it sent: the same data makes the same cookie for anybody. */
function isOwn(exchange: ExchangeView, all: readonly ExchangeView[]): boolean {
  const sent = cookiesSent(exchange)
  return all.some(
    (by) =>
      by.browser === exchange.browser &&
      by.firstEventId < exchange.firstEventId &&
      cookiesSet(by).some(
        ({ name, value, deletes }) =>
          !deletes && !name.endsWith('.sig') && SESSION_COOKIES.includes(name) && sent.get(name) === value,
      ),
  )
}

/** Whether the app found a session by the cookie, there where its owner’s had been; null when it did not look there. */
function wasBelieved(exchange: ExchangeView, place: StoreKind): boolean | null {
  const load = decision(exchange, 'load')
  if (place === 'cookie') return load?.facts.library === 'cookie-session' ? load.reason === 'decoded' : null
  return load && placeOf(exchange) === place ? load.reason === 'record-found' : null
}

/** The Cookie header as it was sent; null without one. */
export function cookieHeader(exchange: ExchangeView): string | null {
  return exchange.request?.headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1] ?? null
}
