import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import {
  answered,
  cameBack,
  jarEmptiedAfter,
  lastRun,
  latestPair,
  ownCalls,
  removedByHand,
  sameRun,
  sinceLastRun,
  wrote,
} from '../kit/checks'
import {
  advancedBetween,
  engineEndedBetween,
  engineStops,
  isAppUp,
  isEngineDown,
  missedIn,
  wroteInto,
} from '../kit/engine-checks'
import { cookieClues, DONE, notYet } from '../kit/hints'
import type { CheckResult, Task } from '../kit/lesson'
import { clocks } from './clocks'
import { askedWhileDown, diedWithRedis, isQuick, isRefusal, recovery, STORE } from './outage'

const hint = (say: string): CheckResult => ({ done: false, hint: say })

function key(trace: TraceModel): CheckResult {
  if (answered(trace).some((visit) => wroteInto(visit, STORE))) return DONE
  const fault = startFault(trace)
  if (fault !== null) return hint(fault)
  const visits = sinceLastRun(trace)
  const messages = visits.flatMap(({ storeCalls }) => storeCalls).map(({ error }) => error ?? '')
  return notYet(
    trace,
    [
      ...cookieClues(visits),
      [
        messages.some((message) => /reading '(get|set)'/.test(message)),
        'RedisStore has nobody to ask: it was made without a client. Write new RedisStore({ client }).',
      ],
      [
        visits.some((visit) => ownCalls(visit, 'set').some((call) => call.store === 'MemoryStore')),
        'The record went to MemoryStore, the default. A connection to Redis alone changes nothing: hand a store over in the options, as store: new RedisStore({ client }).',
      ],
      [visits.length > 0, 'Nothing was stored by that request. Send GET /add/tea, which fills the basket.'],
    ],
    'Give session() a store: store: new RedisStore({ client }). Run, then send GET /add/tea as Alice.',
  )
}

/** What a failed start says about the way to Redis; null when it is about something else. */
function startFault(trace: TraceModel): string | null {
  const last = trace.events.findLast((event) => event.type === 'run.ready' || event.type === 'run.failed')
  if (last?.type !== 'run.failed') return null
  const { message } = last.fault
  if (/does not provide an export named/.test(message))
    return "connect-redis 9 gives RedisStore by its name, with braces: import { RedisStore } from 'connect-redis'. Older examples call a function instead."
  const port = /connect E[A-Z]+ \S*:(\d+)/.exec(message)?.[1]
  if (port !== undefined && port !== '6379')
    return `Nobody listens at port ${port}. Redis is at port 6379: redis://localhost:6379.`
  if (isEngineDown(trace, 'redis', last.id))
    return isEngineDown(trace, 'redis', trace.lastId)
      ? 'Redis is still stopped, so the app could not start. Start Redis on the store card, then press Run.'
      : 'Redis runs again. Now press Run.'
  if (/reading 'prefix'/.test(message))
    return 'RedisStore was made without options. It needs a client: new RedisStore({ client }).'
  return null
}

/** Two instances found, one after the other, what an earlier run had stored. */
const isShared = (trace: TraceModel) =>
  latestPair(
    answered(trace),
    (a, b) =>
      a.instance !== b.instance &&
      cameBack(a) &&
      cameBack(b) &&
      a.sid === b.sid &&
      sameRun(trace, a, b) &&
      answered(trace).some(
        (before) => before.sid === a.sid && wroteInto(before, STORE) && !sameRun(trace, before, a),
      ),
  ) !== null

function shared(trace: TraceModel): CheckResult {
  if (isShared(trace)) return DONE
  const settings = trace.events.findLast((event) => event.type === 'settings.changed')?.settings
  const visits = sinceLastRun(trace)
  const owner = answered(trace).findLast((visit) => wrote(visit))
  const last = visits.at(-1)
  return notYet(
    trace,
    [
      [
        (settings?.instances ?? 1) < 2,
        'There is only one instance. Open Settings on the server card and choose 2.',
      ],
      [
        owner !== undefined && last !== undefined && last.browser !== owner.browser,
        'That was somebody else. Ask as the person who filled a basket before the restart.',
      ],
      [
        owner !== undefined && visits.includes(owner),
        'This basket was filled after the last start. Press Restart, then send GET /basket two times.',
      ],
      [
        visits.filter(cameBack).length === 1,
        'One instance has answered, from a record it did not write itself. Send GET /basket once more for the other.',
      ],
    ],
    'Both instances are new. Send GET /basket two times as the person who filled a basket before.',
  )
}

/** A cookie was good, and Redis had let its record go by itself. */
function ranOut(trace: TraceModel, visit: ExchangeView): boolean {
  if (!missedIn(visit, STORE) || visit.sidSent === null) return false
  const before = answered(trace).findLast((one) => one.sid === visit.sidSent && one !== visit)
  if (!before || before.firstEventId > visit.firstEventId) return false
  const gone = removedByHand(trace, 'redis', visit.sidSent)
  const clock = advancedBetween(trace, before.firstEventId, visit.firstEventId)
  const span = [before.firstEventId, visit.firstEventId] as const
  const byHand = gone !== null && gone > span[0] && gone < span[1]
  return clock > 0 && !engineEndedBetween(trace, 'redis', ...span) && !byHand
}

const HOUR = 3600_000

function inWords(ms: number): string {
  const hours = Math.floor(ms / HOUR)
  if (hours === 0) return `${String(Math.round(ms / 60_000))} minutes`
  return hours === 1 ? 'an hour' : `${String(hours)} hours`
}

function ends(trace: TraceModel): CheckResult {
  if (answered(trace).some((visit) => ranOut(trace, visit))) return DONE
  const owner = answered(trace).findLast((visit) => wroteInto(visit, STORE) || cameBack(visit))
  if (!owner) return notYet(trace, [], 'First give Alice a basket in Redis: send GET /add/tea.')
  const ahead = advancedBetween(trace, owner.lastEventId, Infinity)
  const last = answered(trace).findLast((visit) => visit.browser === owner.browser)
  const before = last ? advancedBetween(trace, 0, last.firstEventId) : 0
  return notYet(
    trace,
    [
      [
        jarEmptiedAfter(trace, owner.browser, owner.lastEventId),
        'The jar was emptied, so nobody brings the id any more. Fill a basket again and leave the cookie where it is.',
      ],
      [
        before > 0 && ahead === 0 && cameBack(owner),
        'The record is still there, and this request has wound its clock up again to a whole day. Press +1 day once more, and only then send GET /basket.',
      ],
      [
        ahead > 0 && ahead < 24 * HOUR,
        `The clock is ${inWords(ahead)} ahead, and the record was given 24 hours. Press +1 day.`,
      ],
      [ahead > 0, 'A day has passed. Now send GET /basket with the cookie Alice still has.'],
    ],
    'Press +1 day above the timeline, then send GET /basket as Alice.',
  )
}

function dies(trace: TraceModel): CheckResult {
  if (diedWithRedis(trace)) return DONE
  const stop = engineStops(trace, 'redis').at(-1)
  const isDown = stop !== undefined && isEngineDown(trace, 'redis', trace.lastId)
  return notYet(
    trace,
    [
      [isDown && !isAppUp(trace, stop.id), 'The app was not running. Start Redis, run, stop Redis.'],
      [
        isDown,
        "Redis has ended, and the app lives on: it listens to the client's error event. Take client.on('error', …) out, start Redis, run, and stop Redis again to see what happens without.",
      ],
      [stop !== undefined, 'Redis runs again. Run the app, then stop Redis once more.'],
    ],
    'With the app running, stop Redis on the store card. Then look at the server card.',
  )
}

function recovers(trace: TraceModel): CheckResult {
  const asked = askedWhileDown(trace)
  const quick = asked.filter((visit) => isRefusal(visit) && isQuick(visit))
  if (quick.some((visit) => recovery(trace, visit) !== null)) return DONE
  const fault = startFault(trace)
  if (fault !== null) return hint(fault)
  const run = lastRun(trace)?.id ?? 0
  const isNow = ({ firstEventId }: ExchangeView) => firstEventId > run
  const last = asked.filter(isNow).at(-1)
  const seconds = String(Math.round((last?.durationMs ?? 0) / 1000))
  const isDown = isEngineDown(trace, 'redis', trace.lastId)
  return notYet(
    trace,
    [
      [
        (diedWithRedis(trace)?.id ?? 0) > run && isDown,
        "The app has died with Redis. Start Redis again, add client.on('error', …) to the code, and run.",
      ],
      [
        last !== undefined && !isQuick(last),
        `That request waited ${seconds} seconds for nothing. The client keeps commands until Redis comes back. Add disableOfflineQueue: true to createClient, so that it says at once what it cannot do.`,
      ],
      [
        quick.some(isNow) && isDown,
        'The app says at once that it cannot. Now start Redis, leave the app alone, and send GET /basket again.',
      ],
      [
        quick.some(isNow),
        'Redis runs again. Send GET /basket and leave the app alone. If it cannot answer yet, give it a few seconds and send once more.',
      ],
      [
        quick.length > 0 && !isDown,
        'The app has to find Redis again without a new start of its own. Stop Redis, send GET /basket, start Redis, and send GET /basket once more.',
      ],
      [isDown, 'Redis is stopped and the app still runs. Send GET /basket and look how long it takes.'],
    ],
    "Add client.on('error', …) and disableOfflineQueue: true. Start Redis, run, stop Redis, and send GET /basket.",
  )
}

export const tasks: readonly Task[] = [
  {
    id: 'key',
    text: 'Give the session a store: `store: new RedisStore({ client })`. Run, send `GET /add/tea` as Alice, and find her key in Redis.',
    check: key,
  },
  {
    id: 'shared',
    text: 'Open Settings on the server card and choose 2 instances; both start anew. Then send `GET /basket` as Alice two times.',
    check: shared,
  },
  {
    id: 'ends',
    text: 'Press `+1 day` above the timeline, then send `GET /basket` as Alice. What became of her key, and what of her cookie?',
    check: ends,
  },
  {
    id: 'clocks',
    text: 'Add `cookie: { maxAge: 45 * 60 * 1000 }`. Run, send `GET /add/tea`, press `+30 min`, send `GET /basket`, press `+30 min`, and send `GET /add/milk`.',
    check: clocks,
  },
  { id: 'dies', text: 'Stop Redis on the store card, and look at the server card.', check: dies },
  {
    id: 'recovers',
    text: "Add `client.on('error', …)` and `disableOfflineQueue: true`. Start Redis and run. Then stop Redis, send `GET /basket`, start Redis, and send it again.",
    check: recovers,
  },
]
