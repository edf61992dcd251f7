import { answered } from '../kit/checks'
import type { Prediction } from '../kit/lesson'
import { outages } from '../kit/outages'
import { diedAfter, failures, meetsExpired } from './seen'

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
    judge: (trace) => {
      const outage = outages(trace, 'postgres')[0]
      if (!outage) return null
      const visit = trace.exchanges.find((one) => one.firstEventId > outage.from && one.state !== 'open')
      if (diedAfter(trace, outage.from) && (!visit || visit.state === 'failed'))
        return {
          option: 'dead',
          because:
            'A connection that nobody was using broke. The pool told of it by an error event, nobody listened, and Node ends a process for that.',
        }
      if (!visit) return null
      return failures(visit).length > 0
        ? {
            option: 'error',
            because:
              'The app lives, but it cannot ask who Alice is. express-session hands the error on, and the answer is 500.',
          }
        : { option: 'works', because: 'This request did not need the database.' }
    },
  },
]
