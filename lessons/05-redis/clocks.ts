import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import { answered, cameBack, decided, decision, jarEmptiedAfter, recordAt, sinceLastRun } from '../kit/checks'
import { advancedBetween, ageLimit, missedIn } from '../kit/engine-checks'
import { notYet, DONE, type Clue } from '../kit/hints'
import type { CheckResult } from '../kit/lesson'
import { STORE } from './outage'

/** The browser let the cookie go by its age, and the record it named is still in Redis. */
function outlived(trace: TraceModel, visit: ExchangeView): boolean {
  if (visit.sidSent !== null) return false
  const all = answered(trace).filter((one) => one.browser === visit.browser && one.sid !== null)
  const before = all.findLast((one) => one.firstEventId < visit.firstEventId && one.sidSent === one.sid)
  if (!before || before.sid === null || ageLimit(before) === null) return false
  if (jarEmptiedAfter(trace, visit.browser, before.firstEventId)) return false
  return (
    decision(before, 'touch')?.taken === true &&
    advancedBetween(trace, before.firstEventId, visit.firstEventId) > 0 &&
    recordAt(trace, 'redis', before.sid, visit.lastEventId) !== null
  )
}

/** A record with an age limit had run out before this visit. */
const isOver = (trace: TraceModel, visit: ExchangeView) =>
  missedIn(visit, STORE) &&
  answered(trace).some((one) => one.sid === visit.sidSent && one !== visit && ageLimit(one) !== null)

/** The record’s clock is wound up by a touch, and the cookie’s is not. */
export function clocks(trace: TraceModel): CheckResult {
  if (answered(trace).some((visit) => outlived(trace, visit))) return DONE
  const visits = sinceLastRun(trace)
  const limited = visits.filter((visit) => ageLimit(visit) !== null)
  const last = limited.at(-1)
  const ahead = last ? advancedBetween(trace, last.firstEventId, Infinity) : 0
  const clues: Clue[] = [
    [
      limited.some((visit) => decided(visit, 'set-cookie', 'rolling')),
      'Both clocks were wound up, because rolling is on: the cookie went out again with each answer. That is the cure. To see the trouble, take rolling out for this task.',
    ],
    [
      last !== undefined && isOver(trace, last),
      'Cookie and record ended together, because nobody came in between. Fill a basket again, press +30 min, send GET /basket, and press +30 min once more.',
    ],
    [
      limited.length === 0 && visits.some(cameBack),
      'This session began without an age limit, and it keeps what it began with, whatever the code says now. Add cookie: { maxAge: 45 * 60 * 1000 } and run, press Clear in her cookie jar, and send GET /add/tea.',
    ],
    [
      visits.length > 0 && limited.length === 0,
      'This cookie has no age limit. Add cookie: { maxAge: 45 * 60 * 1000 } to the options, run, and send GET /add/tea.',
    ],
    [
      limited.length === 1 && ahead === 0,
      'The basket has 45 minutes to live. Press +30 min above the timeline, then send GET /basket.',
    ],
    [limited.length === 1, 'Send GET /basket now, before the 45 minutes are over.'],
    [
      limited.length > 1 && ahead === 0,
      'The record has 45 minutes again, the cookie has only 15 left. Press +30 min and send GET /add/milk.',
    ],
    [limited.length > 1, 'Send GET /add/milk as Alice and look whether a cookie goes along.'],
  ]
  return notYet(
    trace,
    clues,
    'Add cookie: { maxAge: 45 * 60 * 1000 } to the options, run, and send GET /add/tea as Alice.',
  )
}
