import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import { answered } from '../kit/checks'
import { cookiesSent, decodeSession } from '../kit/wire'
import { issued } from './replayed'

/** Requests with a readable session that the app never gave out. */
export function forgeries(trace: TraceModel): ExchangeView[] {
  const given = new Set(issued(trace).map(({ value }) => value))
  return answered(trace).filter((visit) =>
    [...cookiesSent(visit).values()].some((value) => decodeSession(value) !== null && !given.has(value)),
  )
}
