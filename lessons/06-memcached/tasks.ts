import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import {
  answered,
  cameBack,
  goesTo,
  jarEmptiedAfter,
  lastRun,
  latestPair,
  ownCalls,
  sameRun,
  sinceLastRun,
} from '../kit/checks'
import { ageLimit, engineStarts, isEngineDown, usedStore, wroteInto } from '../kit/engine-checks'
import { cookieClues, DONE, notYet } from '../kit/hints'
import type { CheckResult, Task } from '../kit/lesson'
import { evictions, misses, MONTH_MS, pagesOf, STORE, wasEvicted, wasOverAtOnce } from './misses'

const writes = (visit: ExchangeView) => goesTo('/write')(visit) && wroteInto(visit, STORE)
const comesBack = (visit: ExchangeView) => cameBack(visit) && usedStore(visit, STORE)
const isLong = (visit: ExchangeView) => (ageLimit(visit) ?? 0) > MONTH_MS

function kept(trace: TraceModel): CheckResult {
  const pair = latestPair(
    answered(trace),
    (a, b) => writes(a) && comesBack(b) && a.sid === b.sid && !sameRun(trace, a, b),
  )
  if (pair) return DONE
  const visits = sinceLastRun(trace)
  const fault = startFault(trace)
  if (fault !== null) return { done: false, hint: fault }
  const run = lastRun(trace)?.id ?? 0
  const isStuck = trace.exchanges.some(
    (visit) => visit.state === 'failed' && visit.firstEventId > run && usedStore(visit, STORE),
  )
  const owner = answered(trace).findLast(writes)
  return notYet(
    trace,
    [
      ...cookieClues(visits),
      [
        isStuck && !isEngineDown(trace, 'memcached', trace.lastId),
        "That request never got an answer from its store. Memcached is at port 11211: hosts: 'localhost:11211'. A store that asks elsewhere tries again and again.",
      ],
      [
        visits.some((visit) => ownCalls(visit, 'set').some((call) => call.store === 'MemoryStore')),
        "The letter went to MemoryStore, the default. Hand a store over in the options: store: new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:' }).",
      ],
      [
        owner !== undefined && visits.includes(owner),
        'The letter lies in Memcached. Press Restart on the server card, then send GET /read.',
      ],
      [
        owner !== undefined && visits.length > 0 && visits.at(-1)?.browser !== owner.browser,
        'That was somebody else. Send GET /read as the person who wrote the letter.',
      ],
    ],
    owner
      ? 'The app has been started anew. Send GET /read as the person who wrote the letter.'
      : "Give session() a store: store: new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:' }). Run, then send GET /write as Alice.",
  )
}

/** What a failed start says about the store; null when it is about something else. */
function startFault(trace: TraceModel): string | null {
  const last = trace.events.findLast((event) => event.type === 'run.ready' || event.type === 'run.failed')
  if (last?.type !== 'run.failed') return null
  const { message } = last.fault
  if (/reading 'prototype'/.test(message))
    return 'connect-memcached gives you a function, not a class. Call it with session first: const MemcachedStore = MemcachedStoreFactory(session).'
  if (/\bclient is not defined/.test(message))
    return "There is no client here: this store connects by itself and wants hosts. Write new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:' })."
  if (/'MemcachedStore' has already been declared/.test(message))
    return 'MemcachedStore is declared twice. Take one away.'
  return null
}

function restarted(trace: TraceModel): CheckResult {
  if (misses(trace).some(({ ended }) => ended)) return DONE
  const all = answered(trace)
  const owner = all.findLast(writes)
  const start = engineStarts(trace, 'memcached').at(-1)
  const after = all.filter((visit) => visit.firstEventId > (start?.id ?? Infinity))
  return notYet(
    trace,
    [
      [
        isEngineDown(trace, 'memcached', trace.lastId),
        'Memcached is stopped, so nobody can ask it, and requests wait. Start it again, then send GET /read.',
      ],
      [
        owner !== undefined && jarEmptiedAfter(trace, owner.browser, owner.lastEventId),
        'The jar was emptied, so no id came, and Memcached was not even asked. Send GET /write and try again with the cookie in the jar.',
      ],
      [
        start !== undefined && after.length > 0 && after.at(-1)?.browser !== owner?.browser,
        'That was somebody else. Ask as the person who wrote a letter before Memcached started anew.',
      ],
      [
        start === undefined && all.some((visit) => comesBack(visit)),
        'It was the app that was restarted. This time restart Memcached itself, on the store card.',
      ],
    ],
    'Press Restart on the store card, at Memcached, then send GET /read as Alice.',
  )
}

function evicted(trace: TraceModel): CheckResult {
  if (misses(trace).some(wasEvicted)) return DONE
  const all = answered(trace)
  const owner = all.findLast(writes)
  const busy = all.filter((visit) => owner !== undefined && visit.firstEventId > owner.firstEventId)
  const seen = busy.findLast(comesBack)
  const pages = busy.reduce((sum, visit) => sum + pagesOf(visit), 0)
  const isFuller = busy.some((visit) => pagesOf(visit) > 0 && visit.firstEventId > (seen?.firstEventId ?? 0))
  const thrown = evictions(trace)
  const asker = busy.findLast((visit) => pagesOf(visit) > 0)?.browser
  const [writer, other] = owner?.browser === 'bob' ? ['Bob', 'Alice'] : ['Alice', 'Bob']
  return notYet(
    trace,
    [
      [owner === undefined, 'Nobody has a letter in Memcached. Send GET /write as Alice first.'],
      [
        asker !== undefined && asker === owner?.browser,
        `${writer} asked for the pages too, and that visit wrote the letter again at its end. Send GET /busy/120 as ${other}, then GET /read as ${writer}.`,
      ],
      [
        pages > 0 && seen !== undefined && !isFuller,
        `Her letter was still there: ${String(pages)} pages fit beside it${thrown === null ? '' : `, and ${String(thrown)} entries had to go`}. Send GET /busy/120 as Bob, then GET /read.`,
      ],
      [pages > 0, 'The cache has filled up. Now send GET /read as Alice.'],
      [
        misses(trace).at(-1)?.visit === all.at(-1) && owner !== all.at(-1),
        'She has no letter since Memcached was restarted. Send GET /write as Alice, so that there is one to lose.',
      ],
      [owner === all.at(-1), 'Her letter lies in Memcached. Now fill the cache: send GET /busy/120 as Bob.'],
    ],
    'Send GET /write as Alice, GET /busy/120 as Bob, and then GET /read as Alice.',
  )
}

function inWords(ms: number): string {
  const days = Math.round(ms / 86_400_000)
  return days > 0 ? `${String(days)} days` : `${String(Math.round(ms / 1000))} seconds`
}

function month(trace: TraceModel): CheckResult {
  if (misses(trace).some(wasOverAtOnce)) return DONE
  const visits = sinceLastRun(trace)
  const limits = visits.map(ageLimit).filter((limit) => limit !== null)
  return notYet(
    trace,
    [
      [
        limits.some((limit) => limit <= MONTH_MS),
        `This session has ${inWords(Math.max(0, ...limits))}. Memcached is content up to 30 days. Make it 60: maxAge is in milliseconds, so 60 * 24 * 60 * 60 * 1000. A session keeps what it began with, so run and press Clear in her cookie jar before GET /write.`,
      ],
      [
        visits.some(isLong) && visits.some(comesBack),
        'The letter was found, because the store has a ttl of its own. Take ttl out for this run, to see what it is good for.',
      ],
      [visits.some(isLong), 'The letter has 60 days to live. Send GET /read at once.'],
    ],
    'Add cookie: { maxAge: 60 * 24 * 60 * 60 * 1000 } to the options, run, and send GET /write and GET /read as Alice.',
  )
}

function mended(trace: TraceModel): CheckResult {
  if (answered(trace).some((visit) => isLong(visit) && comesBack(visit))) return DONE
  const visits = sinceLastRun(trace)
  const lost = visits.some((visit) => misses(trace).some((miss) => miss.visit === visit && wasOverAtOnce(miss)))
  const given = storesOwnTime(trace)
  return notYet(
    trace,
    [
      [
        lost && given !== null && given > MONTH_MS / 1000,
        `ttl: ${String(given)} is more than 30 days too. It counts seconds, and 30 days are 2592000 of them.`,
      ],
      [
        lost,
        'Lost again: the store still takes its time from the cookie. Give it one of its own, as ttl: 30 * 24 * 60 * 60, beside hosts.',
      ],
      [
        visits.some((visit) => comesBack(visit) && !isLong(visit)),
        'The letter is kept, and this session has a short time, or none. Set maxAge to 60 days, give the store a ttl, and run. A session keeps the time it began with, so press Clear in her cookie jar before GET /write.',
      ],
      [visits.some(writes), 'The letter is written. Send GET /read as Alice.'],
    ],
    'Add ttl: 30 * 24 * 60 * 60 beside hosts, run, and send GET /write and GET /read as Alice.',
  )
}

/** The ttl that the latest store was made with; null without one. */
function storesOwnTime(trace: TraceModel): number | null {
  const made = trace.events.findLast((event) => event.type === 'store.made')
  const store = made?.type === 'store.made' ? made.options.store : null
  const ttl = typeof store === 'object' && store !== null && 'ttl' in store ? store.ttl : null
  return typeof ttl === 'number' ? ttl : null
}

export const tasks: readonly Task[] = [
  {
    id: 'kept',
    text: "Give the session a store: `store: new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:' })`. Run, send `GET /write` as Alice, press Restart on the server card, and send `GET /read`.",
    check: kept,
  },
  {
    id: 'restarted',
    text: 'Now restart Memcached, on the store card. Then send `GET /read` as Alice.',
    check: restarted,
  },
  {
    id: 'evicted',
    text: 'Send `GET /write` as Alice again. Then let a busy hour pass: `GET /busy/120` as Bob. Is her letter still there? `GET /read`',
    check: evicted,
  },
  {
    id: 'month',
    text: 'Restart Memcached once more, so that the pages are out of the way. Then let people stay logged in: add `cookie: { maxAge: 60 * 24 * 60 * 60 * 1000 }`, which is 60 days. Run, send `GET /write`, and at once `GET /read`.',
    check: month,
  },
  {
    id: 'mended',
    text: 'Keep the 60 days and give the store a time of its own: `ttl: 30 * 24 * 60 * 60`. Run, send `GET /write` and `GET /read`.',
    check: mended,
  },
]
