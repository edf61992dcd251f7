import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import type { StoreKind } from '../../protocol/snapshot'
import { answered, byRun, goesTo, sinceLastRun, starts } from '../kit/checks'
import { DONE, notYet as lessonNotYet, type Clue } from '../kit/hints'
import type { CheckResult, Task } from '../kit/lesson'
import { outages } from '../kit/outages'
import { livedThroughOutage, placeOf, replays, returns, visitNumber } from './seen'

export const NAME: Record<StoreKind, string> = {
  memory: 'Memory',
  cookie: 'The cookie',
  file: 'The file',
  redis: 'Redis',
  memcached: 'Memcached',
  postgres: 'PostgreSQL',
  mongo: 'MongoDB',
}

/** Not done: first what keeps the chosen storage from starting, then what the task’s own clues say. */
function notYet(trace: TraceModel, clues: readonly Clue[], otherwise: string): CheckResult {
  const run = starts(trace).at(-1)?.id ?? 0
  const failed = trace.events.findLast((event) => event.type === 'run.failed' && event.id > run)
  const message = failed?.type === 'run.failed' ? failed.fault.message : ''
  if (isNoPlace(message))
    return {
      done: false,
      hint: 'sessions.js knows no such place. STORE must be one of memory, file, redis, memcached, postgres, mongo, cookie, in small letters and in quotes.',
    }
  if (message.includes('connect E') && message.includes(':27017') && !hasMongo(trace))
    return {
      done: false,
      hint: 'This machine has no MongoDB server. Choose another storage, no task needs this one. Or install MongoDB so that mongod is on PATH, or set MONGO_URL, and start Crumbtrail again.',
    }
  if (message.includes('connect E'))
    return {
      done: false,
      hint: 'The server of this storage is not running. Start it on the store card, or choose another storage.',
    }
  return lessonNotYet(trace, clues, otherwise)
}

/** A word that sessions.js has no lines for, or one of its words without quotes. */
function isNoPlace(message: string): boolean {
  if (message.includes('PLACES[STORE] is not a function')) return true
  const word = /\b(\w+) is not defined/.exec(message)?.[1]?.toLowerCase()
  return word !== undefined && word in NAME
}

/** A server that there is tells of itself when the app first turns to it. */
const hasMongo = (trace: TraceModel): boolean =>
  trace.events.some((event) => event.type === 'engine.changed' && event.engine.source.kind === 'mongo')

function swapped(trace: TraceModel): CheckResult {
  const places = new Set(
    answered(trace)
      .map(placeOf)
      .filter((place) => place !== null),
  )
  if (places.size >= 3) return DONE
  const names = [...places].map((place) => NAME[place]).join(' and ')
  return notYet(
    trace,
    [
      [
        places.size > 0 && sinceLastRun(trace).length === 0,
        'A new run, and nobody has come yet. Send GET / as Alice.',
      ],
      [
        places.size > 0,
        `So far: ${names}. Write another word for STORE, run, and send GET / as Alice. Three different places are asked for.`,
      ],
    ],
    'Run and send GET / as Alice. Then write another word for STORE, run, and send it again.',
  )
}

/** The app did what the button asked for. The same address sent with GET is answered 404. */
const isDone = ({ method, response }: ExchangeView) => method === 'POST' && response?.status === 200

function thief(trace: TraceModel): CheckResult {
  const all = replays(trace)
  if (all.some(({ believed }) => believed) && all.some(({ believed }) => !believed)) return DONE
  const last = all.at(-1)
  const now = sinceLastRun(trace)
  const hasLoggedOut = now.some((one) => isDone(one) && goesTo('/logout')(one))
  const signedIn = now.some((one) => isDone(one) && one.path.startsWith('/login/'))
  const latest = now.at(-1)
  return notYet(
    trace,
    [
      [
        all.some(({ exchange }) => now.includes(exchange)),
        'That was one of the two. Change STORE, run, and do it once more.',
      ],
      [
        latest?.response?.status === 404,
        `The app has nothing for ${latest?.method ?? ''} ${latest?.path ?? ''}, so nothing happened. The buttons above send POST. Press the one whose turn it is.`,
      ],
      [hasLoggedOut, 'Alice has logged out. Now let Bob use her old cookie, with the third button.'],
      [signedIn, 'Alice is signed in. Let her log out, with the second button.'],
      [
        last?.believed === false,
        `${last ? NAME[last.place] : ''} forgot the session at the logout, so the copy opened nothing. Now do the same with the storage that keeps nothing on the server.`,
      ],
      [
        last?.believed === true,
        'The copy worked, because the data itself was in it. Now do the same with a storage that keeps a record on the server.',
      ],
    ],
    "Set STORE to 'cookie' and run. Then press the three buttons in their order.",
  )
}

function death(trace: TraceModel): CheckResult {
  const lived = returns(trace).filter((one) => livedThroughOutage(trace, one))
  if (lived.some(({ kept }) => kept) && lived.some(({ kept }) => !kept)) return DONE
  const last = lived.at(-1)
  const outage = outages(trace).at(-1)
  const visit = sinceLastRun(trace).findLast((one) => visitNumber(one) !== null)
  const place = visit ? placeOf(visit) : null
  const isFree = place === 'memory' || place === 'cookie' || place === 'file'
  return notYet(
    trace,
    [
      [
        isFree && (last === undefined || outage === undefined),
        `${place ? NAME[place] : ''} has no server that could be restarted. Choose redis, memcached or postgres.`,
      ],
      [
        outage?.to === Infinity,
        'The server of the storage is still stopped. Start it on the store card, then send GET / as Alice.',
      ],
      [
        last?.kept === true,
        `${last ? NAME[last.place] : ''} kept the session. Now find a storage that loses it when its own server restarts.`,
      ],
      [
        last?.kept === false,
        `${last ? NAME[last.place] : ''} lost the session. Now find a storage that keeps it when its own server restarts.`,
      ],
      [outage !== undefined, 'The server was restarted. Send GET / as somebody who had been there before.'],
      [
        visit !== undefined,
        'Alice’s session is stored. Now press Restart on the line of that server, on the store card.',
      ],
    ],
    "Set STORE to 'redis', run, and send GET / as Alice.",
  )
}

/** What the shop asks for, each true within one run. */
function shopProofs(trace: TraceModel) {
  return byRun(trace).map((run) => {
    const ids = new Set(run.map(({ id }) => id))
    const kept = returns(trace).filter((one) => one.kept && ids.has(one.before.id) && ids.has(one.after.id))
    return {
      instances: kept.some(({ before, after }) => before.instance !== after.instance),
      outage: kept.some((one) => livedThroughOutage(trace, one)),
      revoked: replays(trace).some(({ exchange, believed }) => ids.has(exchange.id) && !believed),
      place: run.map(placeOf).findLast((place) => place !== null) ?? null,
    }
  })
}

function chosen(trace: TraceModel): CheckResult {
  const proofs = shopProofs(trace)
  if (proofs.some(({ instances, outage, revoked }) => instances && outage && revoked)) return DONE
  const now = proofs.at(-1)
  const two = (trace.events.findLast((event) => event.type === 'run.ready')?.instances ?? 1) > 1
  const place = now?.place ?? null
  const lost = returns(trace).some((one) => !one.kept && one.place === place && livedThroughOutage(trace, one))
  return notYet(
    trace,
    [
      [
        place === 'cookie',
        'A cookie cannot be taken back: an old copy still works after the logout. The shop wants a record on the server.',
      ],
      [place === 'memory', 'Two machines have two memories. The shop wants a place that both share.'],
      [place === 'file', 'Files lie on one machine. The second machine of this shop would not find them.'],
      [
        lost,
        `${place ? NAME[place] : ''} forgets when its own server restarts. The shop wants one that writes to disk before it says done.`,
      ],
      [
        !two,
        'The shop runs on two machines, and two instances stand for them. Choose 2 instances in the settings of the server card.',
      ],
      [
        now?.instances === false,
        'Send GET / as Alice until both instances have known her: two or three times.',
      ],
      [now?.outage === false, 'Restart the storage’s server on the store card, then send GET / as Alice.'],
      [
        now?.revoked === false,
        'Both instances know her, and her session outlived the restart. Now let her log out, and let Bob use her old cookie, with the buttons above.',
      ],
    ],
    'Which storage grants every wish? Set STORE, run, choose 2 instances, and send GET / as Alice.',
  )
}

export const tasks: readonly Task[] = [
  {
    id: 'swapped',
    text: 'Run and send `GET /` as Alice. Change the word in `STORE`, run, and send it again, until you have seen three places.',
    check: swapped,
  },
  {
    id: 'thief',
    text: 'Set `STORE` to `cookie`, run, and press the three buttons in their order. Then do the same with a storage that keeps a record on the server.',
    check: thief,
  },
  {
    id: 'death',
    text: 'Find a storage that loses Alice’s session when its own server restarts, and one that keeps it. The store card has the button Restart.',
    check: death,
  },
  {
    id: 'chosen',
    text: 'Set `STORE` for this shop, run with 2 instances, and show within one run that all three wishes come true.',
    check: chosen,
  },
]
