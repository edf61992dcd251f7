import type { TraceModel } from '../../protocol/model/views'
import { answered } from '../kit/checks'
import type { Prediction } from '../kit/lesson'
import { outages, type Outage } from '../kit/outages'
import { diedBetween, failures, meetsExpired } from './seen'

export const predictions: readonly Prediction[] = [
  {
    id: 'after-a-day',
    beforeTask: 'pruned',
    question: 'Alice’s row is good for one day, and a day has passed. What has become of the row?',
    options: [
      { id: 'gone', text: 'PostgreSQL has deleted it' },
      { id: 'stays', text: 'It is still in the table, but it is not used' },
      { id: 'used', text: 'It is still in the table, and it is used' },
    ],
    judge: (trace) => {
      const hasMoved = trace.events.find((event) => event.type === 'clock.advanced')?.id ?? Infinity
      const late = answered(trace).findLast((visit) => meetsExpired(trace, visit))
      if (!late || late.firstEventId < hasMoved) return null
      return {
        option: 'stays',
        because:
          'To PostgreSQL, expire is a column like any other. The store reads only rows whose time has not come, so Alice got a new id. The old row stays until somebody deletes it.',
      }
    },
  },
  {
    id: 'without-database',
    beforeTask: 'down',
    question: 'PostgreSQL stops while the app is running. What will Alice’s next GET / meet?',
    options: [
      { id: 'works', text: 'The page as always: the app still remembers her' },
      { id: 'error', text: 'An error, from an app that is still alive' },
      { id: 'dead', text: 'No app at all' },
    ],
    judge: (trace) =>
      outages(trace, 'postgres')
        .map((outage) => metWithout(trace, outage))
        .findLast((met) => met !== null) ?? null,
  },
]

/** What a visitor with a cookie met in an outage; null when nobody came and nothing died. */
function metWithout(trace: TraceModel, { from, to }: Outage): ReturnType<Prediction['judge']> {
  const visit = answered(trace).find(
    (one) => one.firstEventId > from && one.firstEventId < to && one.sidSent !== null,
  )
  if (diedBetween(trace, from, Math.min(to, visit?.firstEventId ?? Infinity)))
    return {
      option: 'dead',
      because:
        'A connection that nobody was using broke. The pool told of it by an error event, nobody listened, and Node ends a process for that.',
    }
  if (!visit) return null
  if (failures(visit).length > 0)
    return {
      option: 'error',
      because:
        'The app lives, but it cannot ask who Alice is. express-session hands the error on, and the answer is 500.',
    }
  return visit.response?.status === 200
    ? { option: 'works', because: 'This request did not need the database.' }
    : null
}
