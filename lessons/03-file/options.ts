import { answered, decided } from '../kit/checks'
import { answeredWith, recordIs, recordsNow, seen, unseen } from '../kit/option-seen'
import type { ScenarioStep } from '../kit/lesson'
import { halfAnHour, visit } from '../kit/option-steps'
import type { OptionSet, StoreOption } from '../kit/store-option'
import { QUICK_US } from './quick'

const about: ScenarioStep = { do: 'request', browser: 'bob', request: { url: '/about' } }

const OPTIONS = "{ path: './sessions', retries: 0 }"
const using = (options: string) => [{ file: 'app.js', find: OPTIONS, replace: options }]

const options: readonly StoreOption[] = [
  {
    name: 'path',
    purpose: 'The folder the files lie in. It is made when it is not there.',
    fallback: '`./sessions`',
    values: [
      {
        text: "path: './visitors'",
        edits: using("{ path: './visitors', retries: 0 }"),
        scenario: [visit],
        see: 'The store card shows Alice’s file in another folder.',
        check: (trace) =>
          recordIs(
            trace,
            'file',
            ({ where }) => where.includes('visitors/'),
            ({ where }) => `Her file is ${where}.`,
          ),
      },
    ],
  },
  {
    name: 'ttl',
    purpose: 'How long a file is good after its last access, in seconds, when the cookie has no `maxAge`.',
    fallback: 'one hour',
    values: [
      {
        text: 'ttl: 600',
        edits: using("{ path: './sessions', retries: 0, ttl: 600 }"),
        scenario: [visit, halfAnHour, visit],
        see: 'Half an hour later the count begins anew.',
        check: (trace) => answeredWith(trace, /^Visit 1$/),
      },
    ],
  },
  {
    name: 'retries',
    purpose: 'How often the store tries again to read a file that is not there.',
    fallback: '5 times',
    values: [
      {
        text: 'retries: 5',
        edits: using("{ path: './sessions', retries: 5 }"),
        scenario: [visit, { do: 'forget', kind: 'file', browser: 'alice' }, visit],
        see: 'The last request waits for its store. Open it in the timeline and look at the time beside the store’s answer.',
        check: (trace) => {
          const last = answered(trace).findLast((one) => decided(one, 'load', 'record-missing'))
          const lookup = last?.storeCalls.find(({ op }) => op === 'get')?.durationUs ?? 0
          const what = `The lookup of the missing file took ${String(Math.round(lookup / 1000))} ms.`
          return last && lookup >= QUICK_US ? seen(what, last) : unseen(what)
        },
      },
    ],
  },
  {
    name: 'reapInterval',
    purpose: 'How often the store looks for expired files and deletes them, in seconds; -1 is never.',
    fallback: 'one hour',
    values: [
      {
        text: 'reapInterval: 1',
        edits: using("{ path: './sessions', retries: 0, reapInterval: 1 }"),
        scenario: [visit, halfAnHour, halfAnHour, halfAnHour, { do: 'wait', ms: 2500 }, about],
        see: 'Ninety minutes later Alice’s file has expired, and a second after that it is gone. Nobody asked for it.',
        check: (trace) => {
          const left = recordsNow(trace, 'file')
          const last = answered(trace).at(-1)
          const what = left === 0 ? 'The folder is empty.' : `The expired file is still there.`
          return left === 0 && last ? seen(what, last) : unseen(what)
        },
      },
    ],
  },
  {
    name: 'secret',
    purpose: 'Encrypts each file, so that whoever gets at the disk cannot read it.',
    fallback: 'plain JSON',
    values: [
      {
        text: "secret: 'only for the files'",
        edits: using("{ path: './sessions', retries: 0, secret: 'only for the files' }"),
        scenario: [visit],
        see: 'Open the file on the store card: there is no count to read in it.',
        check: (trace) =>
          recordIs(
            trace,
            'file',
            ({ raw }) => !raw.includes('"visits"'),
            ({ raw }) => `The file begins with ${raw.slice(0, 24)}`,
          ),
      },
    ],
  },
  {
    name: 'fileExtension',
    purpose: 'What the files’ names end with.',
    fallback: '`.json`',
    values: [
      {
        text: "fileExtension: '.session'",
        edits: using("{ path: './sessions', retries: 0, fileExtension: '.session' }"),
        scenario: [visit],
        see: 'The name of Alice’s file on the store card.',
        check: (trace) =>
          recordIs(
            trace,
            'file',
            ({ where }) => where.endsWith('.session'),
            ({ where }) => `Her file is ${where}.`,
          ),
      },
    ],
  },
]

/** session-file-store 1.5.0: what most apps set. */
export const sets: readonly OptionSet[] = [{ module: 'session-file-store', options }]
