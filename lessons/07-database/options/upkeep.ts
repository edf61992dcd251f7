import { answered, goesTo } from '../../kit/checks'
import type { ScenarioStep } from '../../kit/lesson'
import type { OptionEffect, StoreOption } from '../../kit/store-option'
import type { FileEdit } from '../../../protocol/with-edits'
import type { ExchangeView, TraceModel } from '../../../protocol/model/views'
import { insteadOfPool } from './connect'
import { leftOver, PRUNES, statements, unseen } from './seen'

const visit = (browser: string, url = '/'): ScenarioStep => ({ do: 'request', browser, request: { url } })

const store = (options: string): FileEdit => ({
  file: 'app.js',
  find: 'const store = new PgStore({\n',
  replace: `const store = new PgStore({\n${options}`,
})

const route = (lines: string): FileEdit => ({
  file: 'app.js',
  find: 'app.listen(3000)',
  replace: `${lines}\napp.listen(3000)`,
})

const OWN_POOL = insteadOfPool("  conString: 'postgres://learner:secret@localhost:5432/express-store-test',\n")

/** The clean-up of the lesson’s code is off; these lines take its place. Rows expire after a second. */
const cleanUp = (lines: string): FileEdit[] => [
  { file: 'app.js', find: '  pruneSessionInterval: false,\n', replace: lines },
  store('  ttl: 1,\n'),
]

/** A row expires, and some seconds pass. The last visit shows what is left. */
const wait = (ms: number): ScenarioStep[] => [visit('alice'), { do: 'wait', ms }, visit('bob')]

function prunedByTimer(trace: TraceModel): OptionEffect {
  const [prune] = statements(trace, PRUNES)
  const left = leftOver(trace)
  if (!prune || !left || left.there) return unseen('The expired row is still in the table.')
  return { seen: true, what: 'A timer of the store sent a DELETE, and the expired row is gone.', at: prune.id }
}

function notPruned(trace: TraceModel): OptionEffect {
  const prunes = statements(trace, PRUNES)
  const left = leftOver(trace)
  if (!left) return unseen('No row was stored.')
  const seen = left.there && prunes.length === 0
  return {
    seen,
    what: seen ? 'No DELETE was sent, and the expired row is still there.' : 'The expired row was deleted.',
    at: left.at,
  }
}

function steady(trace: TraceModel): OptionEffect {
  const times = statements(trace, PRUNES).map(({ at }) => at)
  const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? time)) / 1000)
  if (gaps.length < 2) return unseen('There were not enough DELETEs to compare.')
  const words = gaps.map((gap) => gap.toFixed(1)).join(', ')
  // A timer may be late on a busy machine, and is never early.
  const exact = gaps.every((gap) => gap > 0.7) && Math.min(...gaps) < 1.3
  return {
    seen: exact,
    what: `Seconds between one DELETE and the next: ${words}.`,
    at: statements(trace, PRUNES).at(-1)?.id ?? null,
  }
}

/** Expired rows are deleted every second, to the second. */
const STEADY = cleanUp('  pruneSessionInterval: 1,\n  pruneSessionRandomizedInterval: false,\n')

/** A page that does this with the store. */
const closing = (line: string): FileEdit =>
  route(`app.get('/close', async (req, res) => {
${line}  res.send('The store is closed.')
})
`)

const closedAt = (trace: TraceModel): ExchangeView | null =>
  answered(trace).find((one) => goesTo('/close')(one) && one.response?.status === 200) ?? null

const afterIt = (trace: TraceModel, { lastEventId }: ExchangeView): ExchangeView | null =>
  answered(trace).find((one) => one.firstEventId > lastEventId) ?? null

/** A clean-up that was under way when the store was closed comes to its end, on a busy machine a little later. */
const UNDER_WAY_MS = 700

const saidSince = (trace: TraceModel, { lastEventId }: ExchangeView) =>
  statements(trace, /^/).filter(({ id }) => id > lastEventId)

const failures = ({ storeCalls }: ExchangeView) => storeCalls.filter(({ outcome }) => outcome === 'error')

/** Expired rows, errors and the end. */
export const upkeep: readonly StoreOption[] = [
  {
    name: 'pruneSessionInterval',
    purpose: 'Seconds between two clean-ups, each a DELETE of all expired rows. `false` turns them off.',
    fallback: '15 minutes, give or take half',
    values: [
      {
        text: 'pruneSessionInterval: 1',
        edits: cleanUp('  pruneSessionInterval: 1,\n'),
        scenario: wait(4200),
        see: 'Without any request the tab SQL gets a DELETE, and the expired row is gone.',
        check: prunedByTimer,
      },
      {
        text: 'pruneSessionInterval: false',
        edits: cleanUp('  pruneSessionInterval: false,\n'),
        against: { text: 'pruneSessionInterval: 1', edits: cleanUp('  pruneSessionInterval: 1,\n') },
        scenario: wait(4200),
        see: 'The row has expired, nobody sends a DELETE, and it stays.',
        check: notPruned,
      },
    ],
  },
  {
    name: 'pruneSessionRandomizedInterval',
    purpose:
      'Changes each interval, so that many processes do not clean up at the same moment. Your function gets and returns milliseconds. `false` keeps it exact.',
    fallback: 'half to one and a half of the interval',
    values: [
      {
        text: 'pruneSessionRandomizedInterval: (delay) => delay / 60',
        edits: cleanUp(
          '  pruneSessionInterval: 60,\n  pruneSessionRandomizedInterval: (delay) => delay / 60,\n',
        ),
        scenario: wait(3600),
        see: 'The interval is a minute, your function makes it a second, and the expired row is gone after that.',
        check: prunedByTimer,
      },
      {
        text: 'pruneSessionRandomizedInterval: false',
        edits: cleanUp('  pruneSessionInterval: 1,\n  pruneSessionRandomizedInterval: false,\n'),
        against: {
          text: 'pruneSessionRandomizedInterval: (delay) => delay / 2',
          edits: cleanUp(
            '  pruneSessionInterval: 1,\n  pruneSessionRandomizedInterval: (delay) => delay / 2,\n',
          ),
        },
        scenario: wait(3600),
        see: 'The DELETEs in the tab SQL come one second after another.',
        check: steady,
      },
    ],
  },
  {
    name: 'pruneSessions(callback)',
    purpose: 'Deletes the expired rows now. The callback hears of an error, or of none.',
    fallback: 'the timer does it',
    values: [
      {
        text: 'store.pruneSessions((error) => …)',
        edits: [
          route(`app.get('/clean', (req, res) => {
  store.pruneSessions((error) => {
    res.send(error ? \`It failed: \${error.message}\` : 'Done, and nothing failed.')
  })
})
`),
        ],
        scenario: [visit('alice'), { do: 'clock', advanceMs: 25 * 3_600_000 }, visit('bob', '/clean')],
        see: 'The page waits for the callback. One DELETE was sent, and the expired row is gone.',
        check: (trace) => {
          const page = answered(trace).findLast(goesTo('/clean'))
          const left = leftOver(trace)
          const seen = page?.response?.status === 200 && left?.there === false
          return {
            seen,
            what: seen
              ? 'The callback heard of no error, and the expired row is gone.'
              : 'Nothing was deleted.',
            at: page?.lastEventId ?? null,
          }
        },
      },
    ],
  },
  {
    name: 'errorLog',
    purpose:
      'Where the store tells of errors that no request can take: a failed clean-up, and a broken connection when the store made the pool itself.',
    fallback: '`console.error`',
    values: [
      {
        text: "errorLog: (...words) => console.log('errorLog heard:', …)",
        edits: [
          OWN_POOL,
          store("  errorLog: (...words) => console.log('errorLog heard:', words.join(' ')),\n"),
        ],
        scenario: [
          visit('alice'),
          { do: 'engine', kind: 'postgres', action: 'stop' },
          { do: 'wait', ms: 1000 },
          { do: 'engine', kind: 'postgres', action: 'start' },
        ],
        see: 'PostgreSQL is stopped for a moment. The console shows the broken connection, told by your function.',
        check: (trace) => {
          const line = trace.events.find(
            (one) => one.type === 'console' && one.text.includes('errorLog heard:'),
          )
          return line?.type === 'console'
            ? { seen: true, what: line.text.trim(), at: line.id }
            : unseen('Your function was not called.')
        },
      },
    ],
  },
  {
    name: 'close()',
    purpose:
      'Stops the clean-ups, and ends the pool when the store made it itself. A pool of your own stays open: end it yourself.',
    fallback: 'never called',
    values: [
      {
        text: 'await store.close()',
        edits: [OWN_POOL, closing('  await store.close()\n')],
        scenario: [visit('alice'), visit('bob', '/close'), visit('alice')],
        see: 'After it no command reaches PostgreSQL any more, and the app cannot look anybody up.',
        check: (trace) => {
          const closed = closedAt(trace)
          const later = closed && afterIt(trace, closed)
          const error = later?.storeCalls.find((call) => call.outcome === 'error')?.error
          return closed && later && error && saidSince(trace, closed).length === 0
            ? {
                seen: true,
                what: `No command came after it, and the next request failed: ${error}.`,
                at: later.lastEventId,
              }
            : unseen('The store went on working.')
        },
      },
      {
        text: 'await store.close(), the pool being your own',
        edits: [...STEADY, closing('  await store.close()\n')],
        against: { text: 'a page that does not close it', edits: [...STEADY, closing('')] },
        scenario: [visit('alice'), visit('bob', '/close'), { do: 'wait', ms: 3000 }, visit('alice')],
        see: 'A DELETE would come every second. After it the tab SQL has none, and the app still looks people up.',
        check: (trace) => {
          const closed = closedAt(trace)
          const later = closed && afterIt(trace, closed)
          const over = closed ? closed.startedAt + (closed.durationMs ?? 0) + UNDER_WAY_MS : Infinity
          const prunes = statements(trace, PRUNES).filter(({ at }) => at > over)
          if (!later) return unseen('Nobody came after it.')
          if (prunes.length > 0) return unseen('The clean-ups went on.')
          return {
            seen: failures(later).length === 0,
            what: 'No DELETE came any more, and the pool answered the next request.',
            at: later.lastEventId,
          }
        },
      },
    ],
  },
]
