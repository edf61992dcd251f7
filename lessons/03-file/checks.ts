import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import {
  answered,
  cameBack,
  decided,
  decision,
  goesTo,
  jarEmptiedAfter,
  latestPair,
  ownCalls,
  recordAt,
  removedByHand,
  sameRun,
  sinceLastRun,
  wrote,
} from '../kit/checks'
import { cookieClues, DONE, notYet } from '../kit/hints'
import type { CheckResult, Prediction, Task } from '../kit/lesson'
import { QUICK_US } from './quick'

const fileOf = (trace: TraceModel, exchange: ExchangeView, eventId = trace.lastId) =>
  exchange.sid === null ? null : recordAt(trace, 'file', exchange.sid, eventId)

const wroteFile = (trace: TraceModel, exchange: ExchangeView) =>
  wrote(exchange) && fileOf(trace, exchange, exchange.lastEventId) !== null

function file(trace: TraceModel): CheckResult {
  if (answered(trace).some((visit) => wroteFile(trace, visit))) return DONE
  const visits = sinceLastRun(trace)
  const inMemory = visits.some((visit) => ownCalls(visit, 'set').some((call) => call.store === 'MemoryStore'))
  const fault = trace.events.findLast((event) => event.type === 'run.ready' || event.type === 'run.failed')
  if (fault?.type === 'run.failed' && /Store|FileStore|prototype/.test(fault.fault.message))
    return {
      done: false,
      hint: 'session-file-store gives you a function, not a class. Call it with session first: const FileStore = FileStoreFactory(session).',
    }
  return notYet(
    trace,
    [
      ...cookieClues(visits),
      [
        inMemory,
        "The record went to MemoryStore, the default. Importing a file store is not enough: hand one over in the options, as store: new FileStore({ path: './sessions' }).",
      ],
      [
        visits.some((visit) => wrote(visit)),
        "A store took the record, but no file of it lies in this workspace. Use path: './sessions'.",
      ],
      [visits.length > 0, 'Nothing was stored by that request. Send GET /, which counts.'],
    ],
    "Give session() a store: store: new FileStore({ path: './sessions' }). Run, then send GET / as Alice.",
  )
}

function survives(trace: TraceModel): CheckResult {
  const all = answered(trace)
  const pair = latestPair(
    all,
    (a, b) => wroteFile(trace, a) && cameBack(b) && b.sid === a.sid && !sameRun(trace, a, b),
  )
  if (pair) return DONE
  const visits = sinceLastRun(trace)
  const owner = all.findLast((visit) => wrote(visit) && !visits.includes(visit))
  return notYet(
    trace,
    [
      [
        visits.some((visit) => ownCalls(visit, 'get').length + ownCalls(visit, 'set').length > 0) &&
          visits.some((visit) => visit.storeCalls.some((call) => call.store === 'MemoryStore')),
        'This is MemoryStore again, and it forgets at every start. Hand over the file store.',
      ],
      [
        owner !== undefined && jarEmptiedAfter(trace, owner.browser, owner.lastEventId),
        'The file is still there, but the jar was emptied, so nobody brings its name. Both halves are needed: the id in the browser and the file on the server.',
      ],
      [
        owner !== undefined && visits.some((visit) => visit.browser !== owner.browser),
        'That was somebody else. Send GET / as the person whose file was there before the restart.',
      ],
      [
        owner === undefined,
        'The server has not been restarted since the first file was written. Press Restart on the server card.',
      ],
    ],
    'Send GET / as the same person as before the restart.',
  )
}

/** A visit that changed nothing in the session, and yet its file. */
function onlyTouched(trace: TraceModel, visit: ExchangeView): boolean {
  if (!decision(visit, 'touch')?.taken || decision(visit, 'save')?.taken === true) return false
  const before = fileOf(trace, visit, visit.firstEventId)
  const after = fileOf(trace, visit, visit.lastEventId)
  return before !== null && after !== null && before.raw !== after.raw
}

function touched(trace: TraceModel): CheckResult {
  if (answered(trace).some((visit) => onlyTouched(trace, visit))) return DONE
  const visits = sinceLastRun(trace)
  return notYet(
    trace,
    [
      [
        visits.some((visit) => goesTo('/about')(visit) && visit.sidSent === null),
        'This visitor has no session yet, so there is no file to renew. Send GET / as this person first, then GET /about.',
      ],
      [
        visits.some((visit) => goesTo('/about')(visit) && decision(visit, 'save')?.taken === true),
        'The record was saved whole: resave is true, or the page changes the session. Then nothing is left to renew.',
      ],
      [visits.some(goesTo('/')), 'GET / changes the count. Ask for a page that changes nothing: GET /about.'],
    ],
    'Send GET /about as Alice.',
  )
}

/** A visit with a genuine cookie whose file somebody had deleted. */
function findsNoFile(trace: TraceModel, visit: ExchangeView): boolean {
  if (visit.sidSent === null || !decided(visit, 'load', 'record-missing')) return false
  const gone = removedByHand(trace, 'file', visit.sidSent)
  return gone !== null && gone < visit.firstEventId
}

function deleted(trace: TraceModel): CheckResult {
  const all = answered(trace)
  if (all.some((visit) => findsNoFile(trace, visit))) return DONE
  const owners = all.filter((visit) => wroteFile(trace, visit))
  const orphaned = owners.find(
    (visit) => visit.sid !== null && removedByHand(trace, 'file', visit.sid) !== null,
  )
  return notYet(
    trace,
    [
      [
        orphaned !== undefined,
        `The file of ${orphaned?.browser ?? 'this person'} is deleted. Now send GET / with the cookie that still names it.`,
      ],
      [
        owners.some((owner) => jarEmptiedAfter(trace, owner.browser, owner.lastEventId)),
        'You emptied the jar: the browser forgot, and the file is still there. Do it the other way round. Delete the file on the store card and keep the cookie.',
      ],
      [owners.length === 0, 'There is no file to delete yet. Send GET / as Alice first.'],
    ],
    'Open Alice’s file on the store card and delete it. Then send GET / as Alice.',
  )
}

const lookup = (visit: ExchangeView) =>
  visit.storeCalls.find((call) => call.op === 'get' && call.sid === visit.sidSent)?.durationUs ?? null

function quick(trace: TraceModel): CheckResult {
  const misses = answered(trace).filter((visit) => findsNoFile(trace, visit))
  const slow = misses.filter((visit) => (lookup(visit) ?? 0) >= QUICK_US)
  const fast = misses.filter((visit) => (lookup(visit) ?? QUICK_US) < QUICK_US)
  if (slow.length > 0 && fast.length > 0) return DONE
  const waited = slow.at(-1)
  const ms = waited ? Math.round((lookup(waited) ?? 0) / 1000) : 0
  const isLatest = waited !== undefined && sinceLastRun(trace).includes(waited)
  return notYet(
    trace,
    [
      [
        isLatest,
        `The lookup of the missing file took ${String(ms)} ms, because the store tried again and again. Add retries: 0 beside path, run, and delete the file once more.`,
      ],
      [
        fast.length > 0,
        'This lookup was quick already. Take retries out for one run to see what waiting costs, then put it back.',
      ],
      [
        waited !== undefined,
        'Run with retries: 0 is under way. Send GET /, delete the new file, and send GET / again.',
      ],
    ],
    'First delete a file and see how long the lookup takes.',
  )
}

export const tasks: readonly Task[] = [
  {
    id: 'file',
    text: "Give the session a store: `store: new FileStore({ path: './sessions' })`. Run, send `GET /` as Alice, and find her file.",
    check: file,
  },
  { id: 'survives', text: 'Press Restart, then send `GET /` as Alice once more.', check: survives },
  {
    id: 'touched',
    text: 'Send `GET /about` as Alice. That page changes nothing, and yet her file does. Which line moved?',
    check: touched,
  },
  {
    id: 'deleted',
    text: 'Delete Alice’s file on the store card and keep her cookie. Then send `GET /` as Alice.',
    check: deleted,
  },
  {
    id: 'quick',
    text: 'That lookup was slow. Add `retries: 0` beside `path`, run, send `GET /`, delete her file again, and send `GET /` once more.',
    check: quick,
  },
]

export const predictions: readonly Prediction[] = [
  {
    id: 'file-gone',
    beforeTask: 'deleted',
    question: 'Alice’s cookie is genuine and its file is deleted. What will the server make of her next GET /?',
    options: [
      { id: 'error', text: 'An error, because the file is missing' },
      { id: 'same', text: 'An empty session under the same id' },
      { id: 'new', text: 'A new session with a new id' },
    ],
    judge: (trace) => {
      const visit = answered(trace).findLast((one) => findsNoFile(trace, one))
      if (!visit) return null
      if ((visit.response?.status ?? 0) >= 500)
        return { option: 'error', because: 'The app answered with an error.' }
      return visit.sid === visit.sidSent
        ? { option: 'same', because: 'The id was kept, and its data began anew.' }
        : {
            option: 'new',
            because:
              'A signature proves that the server once gave out this id. It does not say who owns it: that stood in the file. So Alice is a stranger now, and gets a new id.',
          }
    },
  },
]
