import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import { answered, decided } from '../kit/checks'
import { cookiesSent, cookiesSet, decodeSession } from '../kit/wire'
import { issued } from './replayed'

/** Requests with a readable session that the app never gave out. */
export function forgeries(trace: TraceModel): ExchangeView[] {
  const given = new Set(issued(trace).map(({ value }) => value))
  return answered(trace).filter((visit) =>
    [...cookiesSent(visit).values()].some((value) => decodeSession(value) !== null && !given.has(value)),
  )
}

/** The app gave out a signature at some time. */
export const signs = (trace: TraceModel): boolean =>
  issued(trace).some(({ by }) => cookiesSet(by).some(({ name }) => name.endsWith('.sig')))

/** The app read a forged session and believed it, as one that signs nothing must. */
export const believed = (trace: TraceModel, forgery: ExchangeView): boolean =>
  decided(forgery, 'load', 'decoded-unsigned') && !signs(trace)
