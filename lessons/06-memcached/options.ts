import type { TraceModel } from '../../protocol/model/views'
import type { ScenarioStep } from '../kit/lesson'
import { answered, snapshotsAt } from '../kit/checks'
import { lastRecord, recordIs, seen, unseen } from '../kit/option-seen'
import type { OptionEffect, OptionSet, StoreOption } from '../kit/store-option'

const ask = (url: string): ScenarioStep => ({ do: 'request', browser: 'alice', request: { url } })

const OPTIONS = "{ hosts: 'localhost:11211', prefix: 'sess:', ttl: 30 * 24 * 60 * 60 }"
const using = (options: string) => [{ file: 'app.js', find: OPTIONS, replace: options }]
const HOUR = 3600

/** What was stored as plain text cannot be decrypted. */
function readFails(trace: TraceModel): OptionEffect {
  const last = answered(trace).at(-1)
  const status = last?.response?.status ?? 0
  const records = snapshotsAt(trace, 'memcached', trace.lastId).flatMap((snapshot) => snapshot.records)
  const plain = records.some(({ raw }) => raw.includes('All is well'))
  const what = `${plain ? 'The letter lies there as plain text. ' : ''}GET /read answered ${String(status)}.`
  return last && plain && status >= 500 ? seen(what, last) : unseen(what)
}

const options: readonly StoreOption[] = [
  {
    name: 'hosts',
    purpose:
      'Where Memcached is: one address, or a list of them among which the keys are divided. How long to try is told beside it, with `timeout` in milliseconds and `retries`.',
    fallback: '`127.0.0.1:11211`',
    values: [
      {
        text: "hosts: 'localhost:11212', timeout: 500, retries: 0",
        edits: using("{ hosts: 'localhost:11212', timeout: 500, retries: 0, prefix: 'sess:' }"),
        scenario: [ask('/write')],
        see: 'Nobody listens there, so no letter is kept.',
        check: (trace) => {
          const visit = trace.exchanges.at(-1)
          const call = visit?.storeCalls.find(({ op }) => op === 'set')
          if (!visit || !call) return unseen('Nothing was asked of the store.')
          const what =
            call.outcome === 'ok'
              ? 'The store took the letter.'
              : `The store failed: ${call.error ?? 'no answer'}.`
          return call.outcome === 'ok' ? unseen(what) : seen(what, visit)
        },
      },
    ],
  },
  {
    name: 'prefix',
    purpose: 'Stands before each id, so that sessions can be told from what else is in the cache.',
    fallback: 'none',
    values: [
      {
        text: "prefix: 'visitor:'",
        edits: using("{ hosts: 'localhost:11211', prefix: 'visitor:', ttl: 600 }"),
        scenario: [ask('/write')],
        see: 'The key on the store card.',
        check: (trace) =>
          recordIs(
            trace,
            'memcached',
            ({ where }) => where.startsWith('visitor:'),
            ({ where }) => `Her key is ${where}.`,
          ),
      },
    ],
  },
  {
    name: 'ttl',
    purpose: 'Seconds to live for every session, whatever its cookie says. More than 30 days is over at once.',
    fallback: 'the cookie’s `maxAge`, or one day',
    values: [
      {
        text: 'ttl: 600',
        edits: using("{ hosts: 'localhost:11211', prefix: 'sess:', ttl: 600 }"),
        scenario: [ask('/write')],
        see: 'The time on the store card: ten minutes, running down.',
        check: (trace) => {
          const found = lastRecord(trace, 'memcached')
          const end = Date.parse(found?.record.expires ?? '')
          const seconds = Math.round((end - (found?.visit.startedAt ?? 0)) / 1000)
          const what = `The entry has ${String(seconds)} seconds to live.`
          return found && seconds > 0 && seconds < HOUR ? seen(what, found.visit) : unseen(what)
        },
      },
    ],
  },
  {
    name: 'secret',
    purpose: 'Encrypts each record before it leaves the app. It must be long and mixed.',
    fallback: 'plain JSON',
    values: [
      {
        text: "secret: 'S0me Long-Secret, 32 characters'",
        edits: using(
          "{ hosts: 'localhost:11211', prefix: 'sess:', secret: 'S0me Long-Secret, 32 characters', ttl: 600 }",
        ),
        scenario: [ask('/write'), ask('/read')],
        see: 'The value on the store card is noise, and the letter still comes back.',
        check: (trace) =>
          recordIs(
            trace,
            'memcached',
            ({ raw }) => !raw.includes('All is well'),
            ({ raw }) => `The value begins with ${raw.slice(0, 24)}`,
          ),
      },
      {
        text: "secret: 'weak'",
        edits: using("{ hosts: 'localhost:11211', prefix: 'sess:', secret: 'weak', ttl: 600 }"),
        scenario: [ask('/write'), ask('/read')],
        see: 'The letter lies there as plain text, GET /read fails, and the console has one line about it.',
        check: readFails,
      },
      {
        text: "secret: 'Secret-12345'",
        edits: using("{ hosts: 'localhost:11211', prefix: 'sess:', secret: 'Secret-12345', ttl: 600 }"),
        scenario: [ask('/write'), ask('/read')],
        see: 'Long enough, but with one capital letter and one sign: the letter lies there as plain text again.',
        check: readFails,
      },
      {
        text: "secret: 'keep it secret'",
        edits: using("{ hosts: 'localhost:11211', prefix: 'sess:', secret: 'keep it secret', ttl: 600 }"),
        scenario: [ask('/write')],
        see: 'No capital letter and no digit: the check of the secret breaks, and no record reaches the store card.',
        check: (trace) => {
          const last = answered(trace).at(-1)
          const failed = last?.storeCalls.find(({ op, outcome }) => op === 'set' && outcome === 'error')
          return last && failed
            ? seen(`Saving failed: ${failed.error ?? 'no reason given'}.`, last)
            : unseen('The record was stored.')
        },
      },
    ],
  },
]

/** connect-memcached 3.0.0. */
export const sets: readonly OptionSet[] = [{ module: 'connect-memcached', options }]
