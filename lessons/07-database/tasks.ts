import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import { answered, cameBack, goesTo, jarEmptiedAfter, lastRun, sinceLastRun, wrote } from '../kit/checks'
import { cookieClues, DONE, notYet } from '../kit/hints'
import type { CheckResult, Task } from '../kit/lesson'
import { outages } from '../kit/outages'
import {
  askedInVain,
  byHand,
  diedBetween,
  failures,
  knownByTwo,
  meetsExpired,
  missesTable,
  prunedAfter,
  recovered,
  usesMemory,
  wroteRow,
} from './seen'

const inMemory =
  'This session went to MemoryStore, the default. The store for PostgreSQL is made, but not handed over: write store, inside session({ … }) and run.'

const refused = (visits: readonly ExchangeView[]) =>
  visits.some((visit) => failures(visit).some((call) => /connect E[A-Z]+|ENOTFOUND/.test(call.error ?? '')))

function missing(trace: TraceModel): CheckResult {
  if (trace.exchanges.some(missesTable)) return DONE
  const visits = sinceLastRun(trace)
  return notYet(
    trace,
    [
      ...cookieClues(visits),
      [visits.some(usesMemory), inMemory],
      [
        visits.some((visit) => wroteRow(trace, visit)),
        "There is a table already, so nothing is missing. To see what happens without one, name a table that nobody made: add tableName: 'nowhere' beside pool, take createTableIfMissing out, and run.",
      ],
      [
        visits.flatMap(failures).some((call) => call.error?.includes('_pkey')),
        'The store tried to make that table itself. To see what happens without one, take createTableIfMissing out and run.',
      ],
      [
        refused(visits),
        'Nobody answered at the address in the connection string. It must be localhost:5432, and PostgreSQL must not be stopped.',
      ],
      [visits.length > 0, 'That request had nothing to store. Send GET /, which counts.'],
    ],
    'Write store, as the first option of session({ … }). Run, then send GET / as Alice.',
  )
}

function table(trace: TraceModel): CheckResult {
  if (answered(trace).some((visit) => wroteRow(trace, visit))) return DONE
  const visits = sinceLastRun(trace)
  const errors = visits.flatMap(failures).map((call) => call.error ?? '')
  return notYet(
    trace,
    [
      [visits.some(usesMemory), inMemory],
      [
        errors.some((error) => error.includes('_pkey')),
        'Two tables in one schema cannot have the same primary key name, and the store’s own SQL always calls it session_pkey. Leave tableName out, or make the second table with SQL of your own.',
      ],
      [
        visits.some(missesTable),
        'When GET / came, there was still no table. Add createTableIfMissing: true beside pool and run, or press “Create the table” on the store card. If you have made it since then, send GET / again.',
      ],
      [
        visits.some((visit) => wrote(visit)),
        'A store took the session, but no row of it lies in this database. Does store lead to PostgreSQL?',
      ],
    ],
    'Make the table in one of the three ways. Then send GET / as Alice.',
  )
}

function survives(trace: TraceModel): CheckResult {
  if (knownByTwo(trace)) return DONE
  const visits = sinceLastRun(trace)
  const owner = answered(trace).findLast((visit) => wroteRow(trace, visit) && !visits.includes(visit))
  const instances = trace.events.findLast((event) => event.type === 'run.ready')?.instances ?? 1
  return notYet(
    trace,
    [
      [visits.some(usesMemory), inMemory],
      [
        instances < 2,
        'There is only one instance, so you cannot see another one know Alice. Choose 2 in the settings of the server card.',
      ],
      [
        owner !== undefined && jarEmptiedAfter(trace, owner.browser, owner.lastEventId),
        'The jar was emptied, so nobody brings the id of that row. Keep the cookie.',
      ],
      [
        owner !== undefined && visits.length > 0 && visits.every((visit) => visit.browser !== owner.browser),
        `Send GET / as ${nameOf(owner)}, whose row was there before these two processes.`,
      ],
      [
        visits.some(cameBack),
        'One instance knew the visitor. The requests take turns: send GET / once more, so that the other one answers.',
      ],
    ],
    `Two new processes run, and neither has met anybody. Send GET / as ${nameOf(owner)}, two times.`,
  )
}

const nameOf = (visit: ExchangeView | undefined) =>
  visit === undefined ? 'Alice' : visit.browser.charAt(0).toUpperCase() + visit.browser.slice(1)

const allowed = (visit: ExchangeView) => goesTo('/orders')(visit) && visit.response?.status === 200

function believed(trace: TraceModel): CheckResult {
  const edits = byHand(trace, 'edited')
  const all = answered(trace)
  const asked = (visit: ExchangeView) =>
    cameBack(visit) && edits.some((edit) => edit.sid === visit.sid && edit.id < visit.firstEventId)
  if (all.some((visit) => allowed(visit) && asked(visit))) return DONE
  const refusals = all.filter((visit) => goesTo('/orders')(visit) && visit.response?.status === 403)
  const signedIn = all.some((visit) => visit.path.startsWith('/login/') && visit.response?.status === 200)
  return notYet(
    trace,
    [
      [
        edits.length > 0 && refusals.some(asked),
        'The app read your row, and it does not make this visitor staff. It looks at user, and in it at role: the word must be staff, in small letters.',
      ],
      [edits.length > 0, 'The row is changed. Now send GET /orders as the person it belongs to.'],
      [
        byHand(trace, 'removed').length > 0,
        'You deleted the row, and with it the sign-in. Sign in once more, and this time change the row: one word in it.',
      ],
      [
        signedIn,
        'Open Alice’s row on the store card, press Edit, change "customer" to "staff" and save. Then send GET /orders.',
      ],
    ],
    'First sign Alice in, with the button in the text.',
  )
}

function pruned(trace: TraceModel): CheckResult {
  const all = answered(trace)
  const late = all.filter((visit) => meetsExpired(trace, visit))
  if (late.some((visit) => prunedAfter(trace, visit) !== null)) return DONE
  const pruning = sinceLastRun(trace).findLast(goesTo('/prune'))
  const clock = trace.events.findLast((event) => event.type === 'clock.advanced')
  const sids = late.map((visit) => visit.sidSent)
  return notYet(
    trace,
    [
      [
        byHand(trace, 'removed').some((event) => sids.includes(event.sid)),
        'You deleted that row by hand. Let the store do it: move the clock once more, come back, and send GET /prune.',
      ],
      [
        late.length > 0,
        'The expired row is still in the table, and nobody can use it. Send GET /prune and watch it go.',
      ],
      [
        pruning !== undefined && clock !== undefined && clock.id < pruning.firstEventId,
        'The row was deleted before Alice came back, so nobody saw it lie there unused. Once more: move the clock, send GET / as Alice, and only then GET /prune.',
      ],
      [
        pruning !== undefined && (clock?.id ?? 0) < pruning.firstEventId,
        'Nothing had expired, so nothing was deleted. Move the clock by more than a day first.',
      ],
      [clock !== undefined, 'The clock has moved. Send GET / as Alice: does the store still find her row?'],
    ],
    'Press +1 day and +30 min above the timeline. Then send GET / as Alice.',
  )
}

function down(trace: TraceModel): CheckResult {
  if (recovered(trace)) return DONE
  const outage = outages(trace, 'postgres').at(-1)
  const all = answered(trace)
  const inVain = all.filter((visit) => askedInVain(trace, visit))
  const run = lastRun(trace)?.id ?? 0
  const isAway = outage?.to === Infinity
  const last =
    outage && all.findLast((visit) => visit.firstEventId > outage.from && visit.firstEventId < outage.to)
  return notYet(
    trace,
    [
      [outage === undefined, 'PostgreSQL is running. Press Stop on its line of the store card.'],
      [
        outage !== undefined && diedBetween(trace, Math.max(outage.from, run), Infinity),
        "The app died with the database. An idle connection broke, the pool told of it by an 'error' event, and nobody listened. Add pool.on('error', …) below the pool, start PostgreSQL, run, and stop PostgreSQL once more.",
      ],
      [
        isAway && inVain.some((visit) => visit.firstEventId > outage.from),
        'The app could not say who Alice is. Now start PostgreSQL again on the store card, and send GET / as Alice.',
      ],
      [
        !isAway && inVain.some((visit) => visit.firstEventId > run),
        'PostgreSQL runs again. Leave the app as it is, and send GET / as Alice.',
      ],
      [
        !isAway && inVain.length > 0,
        'The app was started anew in between. Leave it alone this time: stop PostgreSQL, send GET /, start it, send GET /.',
      ],
      [
        last?.sidSent === null,
        'This visitor brought no cookie, so there was no row to look for. Ask as somebody who has been here before.',
      ],
      [isAway, 'PostgreSQL is stopped. Send GET / as Alice and see what the app can still do.'],
    ],
    'PostgreSQL was away, and nobody asked for anything. Stop it, send GET / as Alice, start it, and send GET / again.',
  )
}

export const tasks: readonly Task[] = [
  {
    id: 'missing',
    text: 'Hand the store over: write `store,` inside `session({ … })`. Run, send `GET /` as Alice, and look for the error.',
    check: missing,
  },
  {
    id: 'table',
    text: 'Make the table in one of these three ways. Then send `GET /` as Alice and find her row.',
    check: table,
  },
  {
    id: 'survives',
    text: 'Choose 2 instances in the settings of the server card. Send `GET /` as Alice, two times.',
    check: survives,
  },
  {
    id: 'believed',
    text: 'Sign Alice in. Open her row on the store card, make her role `staff`, and save. Then send `GET /orders` as Alice.',
    check: believed,
  },
  {
    id: 'pruned',
    text: 'Press +1 day and +30 min above the timeline and send `GET /` as Alice. Find both of her rows. Then send `GET /prune`.',
    check: pruned,
  },
  {
    id: 'down',
    text: 'Stop PostgreSQL on the store card and send `GET /` as Alice. See to it that the app lives through this. Then start PostgreSQL and send `GET /` again.',
    check: down,
  },
]
