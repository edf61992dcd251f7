import { answered, goesTo, recordAt } from '../../kit/checks'
import { visit } from '../../kit/option-steps'
import type { StoreOption } from '../../kit/store-option'
import type { FileEdit } from '../../../protocol/with-edits'
import { lastRow, lifeSeconds, liesIn, statements, unseen } from './seen'

/** Lines before the store is made, and options of it. */
const store = (before: string, options: string): FileEdit => ({
  file: 'app.js',
  find: 'const store = new PgStore({\n',
  replace: `${before}const store = new PgStore({\n${options}`,
})

const NEW_SCHEMA = `await pool.query('drop schema if exists trial cascade')
await pool.query('create schema trial')

`

const WITHOUT_TABLE: readonly FileEdit[] = [
  { file: 'app.js', find: '  createTableIfMissing: true,\n', replace: '' },
]

/** Which table, and how long a row is good for. */
export const table: readonly StoreOption[] = [
  {
    name: 'schemaName',
    purpose: 'The schema in which the table lies. The schema itself must exist.',
    fallback: 'the first one PostgreSQL finds, `public`',
    values: [
      {
        text: "schemaName: 'web'",
        edits: [store("await pool.query('create schema if not exists web')\n\n", "  schemaName: 'web',\n")],
        scenario: [visit],
        see: 'The store card shows a second table, web.session, with the new row.',
        check: (trace) => liesIn(trace, 'web.session'),
      },
    ],
  },
  {
    name: 'tableName',
    purpose: 'The name of the table.',
    fallback: '`session`',
    values: [
      {
        text: "tableName: 'visitors'",
        edits: [
          store(
            `await pool.query(\`
  create table if not exists visitors (
    sid varchar primary key,
    sess json not null,
    expire timestamp(6) not null
  )
\`)

`,
            "  tableName: 'visitors',\n",
          ),
        ],
        scenario: [visit],
        see: 'The store card shows the table public.visitors with the new row.',
        check: (trace) => liesIn(trace, 'public.visitors'),
      },
    ],
  },
  {
    name: 'createTableIfMissing',
    purpose: 'The store looks for its table before the first query, and makes it when it is not there.',
    fallback: '`false`',
    values: [
      {
        text: 'createTableIfMissing: true',
        edits: [...WITHOUT_TABLE, store(NEW_SCHEMA, "  schemaName: 'trial',\n  createTableIfMissing: true,\n")],
        scenario: [visit],
        see: 'The tab SQL of the store card has a CREATE TABLE before the first row.',
        check: (trace) => {
          const made = statements(trace, /create table "trial"/i).find(({ outcome }) => outcome === 'ok')
          return made && liesIn(trace, 'trial.session').seen
            ? { seen: true, what: 'The store made trial.session, then stored the row in it.', at: made.id }
            : unseen('No table was made in this schema.')
        },
      },
      {
        text: 'createTableIfMissing: false',
        edits: [
          ...WITHOUT_TABLE,
          store(NEW_SCHEMA, "  schemaName: 'trial',\n  createTableIfMissing: false,\n"),
        ],
        scenario: [visit],
        see: 'In an empty schema the store’s first query fails: relation "trial.session" does not exist.',
        check: (trace) => {
          const failed = answered(trace).find((one) =>
            one.storeCalls.some((call) => /trial\.session.*does not exist/.test(call.error ?? '')),
          )
          return failed
            ? {
                seen: true,
                what: 'The row could not be stored: there is no trial.session.',
                at: failed.lastEventId,
              }
            : unseen('The row was stored.')
        },
      },
    ],
  },
  {
    name: 'ttl',
    purpose: 'How long a row is good for, in seconds, when the cookie itself names no end.',
    fallback: 'one day',
    values: [
      {
        text: 'ttl: 60',
        edits: [store('', '  ttl: 60,\n')],
        scenario: [visit],
        see: 'The column expire lies one minute after the request.',
        check: (trace) => {
          const row = lastRow(trace)
          if (!row?.record.expires) return unseen('No row was stored.')
          const seconds = lifeSeconds(trace, row.visit, row.record.expires)
          return {
            // A busy machine may take its time for the request before it writes the row.
            seen: seconds >= 57 && seconds <= 63 + (row.visit.durationMs ?? 0) / 1000,
            what: `expire lies ${String(seconds)} seconds after the request.`,
            at: row.visit.lastEventId,
          }
        },
      },
    ],
  },
  {
    name: 'disableTouch',
    purpose: 'A request that changes nothing in the session leaves the row alone, so expire does not move.',
    fallback: '`false`: every request moves expire',
    values: [
      {
        text: 'disableTouch: true',
        edits: [store('', '  disableTouch: true,\n')],
        scenario: [
          visit,
          { do: 'clock', advanceMs: 3_600_000 },
          { do: 'request', browser: 'alice', request: { url: '/orders' } },
        ],
        see: 'An hour later a page is read. The tab SQL has no UPDATE for it, and expire stays where it was.',
        check: (trace) => {
          const reading = answered(trace).findLast(goesTo('/orders'))
          if (!reading?.sid) return unseen('Nobody came back.')
          const before = recordAt(trace, 'postgres', reading.sid, reading.firstEventId)?.expires
          const after = recordAt(trace, 'postgres', reading.sid, trace.lastId)?.expires
          const updates = reading.commands.filter((command) => /^\s*UPDATE/i.test(command.text))
          const seen = before !== undefined && before === after && updates.length === 0
          return {
            seen,
            what: seen
              ? 'The row was read and not written: expire is what it was an hour ago.'
              : 'An UPDATE moved expire ahead.',
            at: reading.lastEventId,
          }
        },
      },
    ],
  },
]
