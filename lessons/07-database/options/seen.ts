import { momentAt } from '../../../protocol/model/moment'
import type { ExchangeView, TraceModel } from '../../../protocol/model/views'
import type { TraceEventOf } from '../../../protocol/trace-event'
import { answered, recordAt, wrote } from '../../kit/checks'
import type { OptionEffect } from '../../kit/store-option'

/** What the effects of options are read from. */

export type Command = TraceEventOf<'engine.command'>

/** What was said to PostgreSQL and matches, oldest first. */
export const statements = (trace: TraceModel, match: RegExp): Command[] =>
  trace.events.filter(
    (event): event is Command =>
      event.type === 'engine.command' && event.kind === 'postgres' && match.test(event.text),
  )

export const PRUNES = /^\s*DELETE FROM .* WHERE expire </i

/** The last visit that stored something, and its row. */
export function lastRow(trace: TraceModel) {
  const visit = answered(trace).findLast(wrote)
  const record = visit?.sid ? recordAt(trace, 'postgres', visit.sid, trace.lastId) : null
  return visit && record ? { visit, record } : null
}

/** Nothing of the kind was seen. */
export const unseen = (what: string): OptionEffect => ({ seen: false, what, at: null })

/** How long the row was good for when it was written, in whole seconds. */
export function lifeSeconds(trace: TraceModel, visit: ExchangeView, expires: string): number {
  const { clockOffsetMs } = momentAt(trace, visit.lastEventId)
  return Math.round((Date.parse(expires) - visit.startedAt - clockOffsetMs) / 1000)
}

/** Somebody signed in to the database by this name, and a row was stored. */
export function signedInAs(trace: TraceModel, user: string): OptionEffect {
  const login = trace.events.findLast(
    (event) => event.type === 'engine.changed' && event.engine.login?.user === user,
  )
  const stored = lastRow(trace)
  const name = lastLogin(trace)
  if (!login || !stored)
    return unseen(name === null ? 'Nobody signed in.' : `The app signed in as ${name}, as before.`)
  return {
    seen: true,
    what: `The store signed in as ${user}, and the row lies in ${stored.record.where}.`,
    at: stored.visit.lastEventId,
  }
}

function lastLogin(trace: TraceModel): string | null {
  const event = trace.events.findLast((one) => one.type === 'engine.changed' && one.engine.login !== null)
  return event?.type === 'engine.changed' ? (event.engine.login?.user ?? null) : null
}

/** The row of the last visit lies in this table. */
export function liesIn(trace: TraceModel, table: string): OptionEffect {
  const stored = lastRow(trace)
  if (!stored) return unseen('No row was stored.')
  const { record, visit } = stored
  return { seen: record.where === table, what: `The row lies in ${record.where}.`, at: visit.lastEventId }
}

/** Whether the first visitor’s row, long expired, is still in the table at the end. */
export function leftOver(trace: TraceModel): { sid: string; there: boolean; at: number } | null {
  const first = answered(trace).find(wrote)
  const last = answered(trace).at(-1)
  if (!first?.sid || !last) return null
  return {
    sid: first.sid,
    there: recordAt(trace, 'postgres', first.sid, trace.lastId) !== null,
    at: last.lastEventId,
  }
}
