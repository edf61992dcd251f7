import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import {
  answered,
  byRun,
  cameBack,
  decided,
  goesTo,
  holdsData,
  jarEmptiedAfter,
  latestPair,
  ownCalls,
  pathname,
  sameRun,
  sinceLastRun,
  starts,
  wrote,
} from '../kit/checks'
import { cookieClues, DONE, notYet } from '../kit/hints'
import type { CheckResult, Prediction, Task } from '../kit/lesson'

const adds = (exchange: ExchangeView) => pathname(exchange).startsWith('/add/') && holdsData(exchange)
const withoutCookie = (exchange: ExchangeView) => exchange.sidSent === null

function keeps(trace: TraceModel): CheckResult {
  const pair = latestPair(
    answered(trace),
    (a, b) =>
      adds(a) &&
      adds(b) &&
      pathname(a) !== pathname(b) &&
      a.sid === b.sid &&
      wrote(a) &&
      wrote(b) &&
      cameBack(b),
  )
  if (pair) return DONE
  const added = sinceLastRun(trace).filter(adds)
  return notYet(
    trace,
    [
      ...cookieClues(added),
      [added.length === 1, 'One thing is in the basket. Add another one as the same person.'],
      [
        new Set(added.map((one) => one.browser)).size > 1,
        'Two people have added one thing each. Add two things as Alice, and find both in her record.',
      ],
      [
        added.length > 1 && new Set(added.map(pathname)).size === 1,
        'The same thing is in the basket more than once. Add another one, so that you can tell them apart.',
      ],
    ],
    'Send GET /add/tea and then GET /add/milk as Alice.',
  )
}

/** The visit’s cookie names a record that an earlier process wrote. */
function isFromEarlierRun(trace: TraceModel, visit: ExchangeView): boolean {
  return answered(trace).some(
    (before) =>
      before.firstEventId < visit.firstEventId &&
      before.sid === visit.sidSent &&
      wrote(before) &&
      !sameRun(trace, before, visit),
  )
}

/** A genuine cookie led nowhere, because the process that kept the record is gone. */
const comesToNothing = (trace: TraceModel, visit: ExchangeView) =>
  decided(visit, 'load', 'record-missing') && isFromEarlierRun(trace, visit)

function restarted(trace: TraceModel): CheckResult {
  if (answered(trace).some((visit) => comesToNothing(trace, visit))) return DONE
  const visits = sinceLastRun(trace)
  const owner = answered(trace).findLast((visit) => adds(visit) && wrote(visit))
  const isOld = owner !== undefined && !visits.includes(owner)
  return notYet(
    trace,
    [
      [owner === undefined, 'Nobody has a basket yet. Add something as Alice before you restart the server.'],
      [
        starts(trace).length < 2 || !isOld,
        'The process that knows the basket still runs. Press Restart on the server card.',
      ],
      [
        owner !== undefined && jarEmptiedAfter(trace, owner.browser, owner.lastEventId),
        'The jar was emptied, so no old cookie came. Here the browser must remember while the server forgets.',
      ],
      [
        visits.some((visit) => visit.browser !== owner?.browser),
        'That request came from somebody else. Ask as the person who filled the basket before the restart.',
      ],
    ],
    'The server has restarted. Send GET /basket as the person who filled it.',
  )
}

const health = (exchange: ExchangeView) => goesTo('/health')(exchange) && withoutCookie(exchange)

function grows(trace: TraceModel): CheckResult {
  const checks = answered(trace).filter((one) => health(one) && wrote(one) && !holdsData(one))
  const third = checks.at(-1)
  const inOneRun = third ? checks.filter((one) => sameRun(trace, one, third)) : []
  if (new Set(inOneRun.map((one) => one.sid)).size >= 3) return DONE
  const visits = sinceLastRun(trace).filter(goesTo('/health'))
  return notYet(
    trace,
    [
      [
        visits.some((one) => !withoutCookie(one)),
        'This visitor brought its cookie back, so it got its old record. A monitor keeps no cookies: use the button “Check health” in the text, or empty the jar before each request.',
      ],
      [
        visits.some((one) => health(one) && !wrote(one)),
        'No record was made: saveUninitialized is false already. Reset the code to see the leak first.',
      ],
      [visits.length > 0, `${String(inOneRun.length)} of 3 visits. Press the button again and watch the heap.`],
    ],
    'Press “Check health” in the text three times and watch the store card.',
  )
}

/** Baskets are kept, and two or more monitors came and left nothing behind. */
function isMended(run: readonly ExchangeView[]): boolean {
  const checks = run.filter(health)
  return checks.length >= 2 && checks.every(leavesNothing) && run.some((one) => adds(one) && wrote(one))
}

const leavesNothing = (one: ExchangeView) => !wrote(one) && one.sidSet === null

function mended(trace: TraceModel): CheckResult {
  if (byRun(trace).some(isMended)) return DONE
  const visits = sinceLastRun(trace)
  const checks = visits.filter(health)
  const clean = checks.filter(leavesNothing)
  const leaks = checks.filter(wrote)
  return notYet(
    trace,
    [
      [
        visits.length > 0 && visits.every((one) => one.decisions.length === 0),
        'Without express-session there is no req.session, and the basket breaks. Keep the session; change its setting.',
      ],
      [
        leaks.some((one) => decided(one, 'save', 'uninitialized-but-asked')),
        'The monitor still gets a record: saveUninitialized is true. Set it to false and run.',
      ],
      [
        leaks.some(holdsData),
        'The handler of /health itself puts something into the session, so it must be stored. Leave the session alone there.',
      ],
      [
        clean.length >= 2,
        'The monitor leaves nothing behind now. Make sure that baskets still work: send GET /add/tea as Alice.',
      ],
      [checks.length > 0, `${String(clean.length)} of 2 visits left nothing. Check health again.`],
    ],
    'Change the setting that stores empty sessions. Run, check health two times, and send GET /add/tea as Alice.',
  )
}

/** The two exchanges of a session made in one instance and missed in another, within one run. */
const lostBetween = (trace: TraceModel) =>
  latestPair(
    answered(trace),
    (a, b) =>
      a.instance !== b.instance &&
      a.sid !== null &&
      a.sid === b.sidSent &&
      ownCalls(a, 'set').some((call) => call.store === 'MemoryStore') &&
      decided(b, 'load', 'record-missing') &&
      sameRun(trace, a, b),
  )

function instances(trace: TraceModel): CheckResult {
  if (lostBetween(trace)) return DONE
  const settings = trace.events.findLast((event) => event.type === 'settings.changed')?.settings
  const ready = trace.events.findLast((event) => event.type === 'run.ready')
  const visits = sinceLastRun(trace)
  return notYet(
    trace,
    [
      [
        (settings?.instances ?? 1) < 2,
        'There is only one instance, so every request meets the same memory. Choose 2 in the settings of the server card.',
      ],
      [ready !== undefined && ready.instances < 2, 'Two instances are chosen. Press Run to start both.'],
      [
        visits.some((one) => adds(one) && wrote(one)),
        'Requests take turns. Send GET /basket as the same person until the other instance answers.',
      ],
    ],
    'Add something as Alice, then send GET /basket two times.',
  )
}

export const tasks: readonly Task[] = [
  {
    id: 'keeps',
    text: 'Run. As Alice, send `GET /add/tea` and then `GET /add/milk`. Find both things in the heap.',
    check: keeps,
  },
  {
    id: 'restarted',
    text: 'Press Restart on the server card, then send `GET /basket` as Alice.',
    check: restarted,
  },
  {
    id: 'grows',
    text: 'A monitor asks for `GET /health` and keeps no cookies. Let it come three times, with the button “Check health”.',
    check: grows,
  },
  {
    id: 'mended',
    text: 'Change one setting so that the monitor leaves no records and baskets still work. Run, let the monitor come two times, and send `GET /add/tea` as Alice.',
    check: mended,
  },
  {
    id: 'instances',
    text: 'Open Settings on the server card and choose 2 instances. Send `GET /add/tea` as Alice, then `GET /basket` two times.',
    check: instances,
  },
]

export const predictions: readonly Prediction[] = [
  {
    id: 'after-restart',
    beforeTask: 'restarted',
    question:
      'Alice has tea and milk in her basket, and her cookie in the jar. The server restarts. What will GET /basket answer?',
    options: [
      { id: 'kept', text: 'Tea and milk: her cookie is still good' },
      { id: 'empty', text: 'An empty basket' },
      { id: 'refused', text: 'An error: her cookie is no longer valid' },
    ],
    judge: (trace) => {
      const visit = answered(trace).findLast(
        (one) => goesTo('/basket')(one) && one.sidSent !== null && isFromEarlierRun(trace, one),
      )
      if (!visit) return null
      if ((visit.response?.status ?? 0) >= 400)
        return { option: 'refused', because: 'The app answered with an error.' }
      return cameBack(visit)
        ? { option: 'kept', because: 'The record outlived the process, so it did not lie in its memory.' }
        : {
            option: 'empty',
            because:
              'The signature on her cookie is still valid. But the id leads to nothing: the record ended with the process. So she begins anew, without any error.',
          }
    },
  },
]
