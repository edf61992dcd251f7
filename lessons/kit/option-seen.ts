import type { StoreKind } from '../../protocol/snapshot'
import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import type { StoreRecord } from '../../protocol/snapshot'
import { answered, recordAt, snapshotsAt, wrote } from './checks'
import type { OptionEffect } from './store-option'
import { cookiesSet, type SetLine } from './wire'

/** What effects of options are read from. */

export const seen = (what: string, visit: ExchangeView): OptionEffect => ({
  seen: true,
  what,
  at: visit.lastEventId,
})

/** Nothing of the kind was seen; `what` says what was instead. */
export const unseen = (what: string): OptionEffect => ({ seen: false, what, at: null })

export const NOTHING = unseen('The app gave no answer.')

/** The last finished visit. */
export const lastVisit = (trace: TraceModel): ExchangeView | null => answered(trace).at(-1) ?? null

/** The last visit was answered with a text that matches. */
export function answeredWith(trace: TraceModel, match: RegExp): OptionEffect {
  const visit = lastVisit(trace)
  const text = visit?.response?.body.text ?? ''
  if (!visit) return NOTHING
  const what = `The app answered ${String(visit.response?.status ?? 0)}: ${text.slice(0, 80)}`
  return match.test(text) ? seen(what, visit) : unseen(what)
}

/** A Set-Cookie line of the app is so; deletions do not count. */
export function setsCookie(
  trace: TraceModel,
  isSo: (line: SetLine, raw: string) => boolean,
  describe: (raw: string) => string = (raw) => raw,
): OptionEffect {
  const lines = answered(trace).flatMap((visit) => {
    const raws = (visit.response?.headers ?? []).filter(([name]) => name.toLowerCase() === 'set-cookie')
    return cookiesSet(visit).map((line, index) => ({ visit, line, raw: raws[index]?.[1] ?? '' }))
  })
  const given = lines.filter(({ line }) => !line.deletes)
  const found = given.find(({ line, raw }) => isSo(line, raw))
  if (found) return seen(`Set-Cookie: ${describe(shortened(found.raw))}`, found.visit)
  const other = given[0]
  return unseen(other ? `Set-Cookie: ${shortened(other.raw)}` : 'No Set-Cookie went out.')
}

const shortened = (line: string) => line.replace(/^([^=]*=)([^;]{24})[^;]+/, '$1$2…')

/** The record that the last writing visit left, as it lies there in the end. */
export function lastRecord(
  trace: TraceModel,
  kind: StoreKind,
): { visit: ExchangeView; record: StoreRecord } | null {
  const visit = answered(trace).findLast(wrote)
  const record = visit?.sid ? recordAt(trace, kind, visit.sid, trace.lastId) : null
  return visit && record ? { visit, record } : null
}

/** The last record is so. */
export function recordIs(
  trace: TraceModel,
  kind: StoreKind,
  isSo: (record: StoreRecord) => boolean,
  describe: (record: StoreRecord) => string,
): OptionEffect {
  const found = lastRecord(trace, kind)
  if (!found) return unseen('No record was stored.')
  const what = describe(found.record)
  return isSo(found.record) ? seen(what, found.visit) : unseen(what)
}

/** How many records the store holds in the end. */
export const recordsNow = (trace: TraceModel, kind: StoreKind): number =>
  snapshotsAt(trace, kind, trace.lastId).reduce((sum, { total }) => sum + total, 0)
