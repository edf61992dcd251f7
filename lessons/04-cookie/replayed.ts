import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import { answered, decided, decision } from '../kit/checks'
import { cookiesSent, cookiesSet } from '../kit/wire'

/** Sealed by iron-session: the mark its values begin with. */
export const isSealed = (value: string): boolean => value.startsWith('Fe26.2*')

/** Values that the app itself put into a cookie, oldest first, with the exchange that did. */
export function issued(trace: TraceModel): { by: ExchangeView; name: string; value: string }[] {
  return answered(trace).flatMap((by) =>
    cookiesSet(by)
      .filter(({ deletes, value, name }) => !deletes && value !== '' && !name.endsWith('.sig'))
      .map(({ name, value }) => ({ by, name, value })),
  )
}

/** Logouts: the app deleted a cookie that the browser had brought, and which value it had. */
function logouts(trace: TraceModel): { by: ExchangeView; name: string; value: string }[] {
  return answered(trace).flatMap((by) => {
    const sent = cookiesSent(by)
    return cookiesSet(by).flatMap(({ name, deletes }) => {
      const value = sent.get(name)
      return deletes && value !== undefined && !name.endsWith('.sig') ? [{ by, name, value }] : []
    })
  })
}

/** The app refused what came: it took the signature away. */
export const refusedSignature = (visit: ExchangeView): boolean =>
  cookiesSet(visit).some(({ name, deletes }) => deletes && name.endsWith('.sig')) &&
  !cookiesSet(visit).some(({ name, deletes }) => deletes && !name.endsWith('.sig'))

export interface Replay {
  visit: ExchangeView
  value: string
  /** The signature that the app had made for it came along, or the value needs none. */
  whole: boolean
}

/** A request brought this value together with a signature that the app had made for it, or needs none. */
function isWhole(trace: TraceModel, visit: ExchangeView, { name, value }: { name: string; value: string }) {
  if (isSealed(value)) return true
  const signature = cookiesSent(visit).get(`${name}.sig`)
  return answered(trace).some((by) => {
    const lines = cookiesSet(by)
    const signed = lines.find((line) => line.name === name)?.value ?? cookiesSent(by).get(name)
    return signed === value && lines.some((line) => line.name === `${name}.sig` && line.value === signature)
  })
}

/** Requests that brought a value after the logout that deleted it. The same data gives the same value: after a new login it is no replay. */
export function replays(trace: TraceModel, wanted: (value: string) => boolean): Replay[] {
  const over = logouts(trace).filter(({ value }) => wanted(value))
  const given = issued(trace)
  const isNewAgain = (value: string, logout: ExchangeView, visit: ExchangeView) =>
    given.some(
      ({ by, value: one }) =>
        one === value &&
        by.browser === visit.browser &&
        by.firstEventId > logout.lastEventId &&
        by.lastEventId < visit.firstEventId,
    )
  return answered(trace).flatMap((visit) => {
    const sent = cookiesSent(visit)
    const old = over.find(
      ({ by, name, value }) =>
        by.lastEventId < visit.firstEventId && sent.get(name) === value && !isNewAgain(value, by, visit),
    )
    if (!old) return []
    return [{ visit, value: old.value, whole: isWhole(trace, visit, old) }]
  })
}

/** The app took an old cookie for good: it read the session in it, and answered without complaint. */
export const wasAccepted = ({ visit }: Replay): boolean =>
  (decided(visit, 'load', 'decoded') || decided(visit, 'load', 'opened')) &&
  (visit.response?.status ?? 500) < 400 &&
  cookiesSet(visit).every(({ deletes }) => !deletes)

const WORTHLESS = ['signature-invalid', 'seal-invalid', 'password-unknown', 'seal-expired']

/** The app looked at the cookie and found that it does not fit. */
export const wasRefused = ({ visit, whole }: Replay): boolean =>
  whole && WORTHLESS.includes(decision(visit, 'load')?.reason ?? '')

/** Requests with a value that the app gave to somebody else, and never to this browser. */
export function stolen(trace: TraceModel, wanted: (value: string) => boolean): ExchangeView[] {
  const own = issued(trace).filter(({ value }) => wanted(value))
  return answered(trace).filter((visit) =>
    [...cookiesSent(visit)].some(([name, value]) => {
      const owners = own.filter((one) => one.name === name && one.value === value)
      return owners.length > 0 && owners.every(({ by }) => by.browser !== visit.browser)
    }),
  )
}

export const hasLoggedOut = (trace: TraceModel, wanted: (value: string) => boolean): boolean =>
  logouts(trace).some(({ value }) => wanted(value))

/** A logout came with a signature that fits, so a copy of what it brought is good. */
export const leavesGoodCopy = (trace: TraceModel, wanted: (value: string) => boolean): boolean =>
  logouts(trace).some((logout) => wanted(logout.value) && isWhole(trace, logout.by, logout))
