import { decided, wrote } from '../../kit/checks'
import type { ScenarioStep } from '../../kit/lesson'
import { visit } from '../../kit/option-steps'
import { lastVisit, NOTHING, recordIs, recordsNow, seen, unseen } from '../../kit/option-seen'
import type { StoreOption } from '../../kit/store-option'
import { about, adding, counting, replacing } from './traffic'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const leave: ScenarioStep = { do: 'request', browser: 'alice', request: { url: '/leave' } }
const LEAVE = replacing(
  "app.get('/about'",
  `app.get('/leave', (req, res) => {
  req.session = null
  res.send('Bye')
})

app.get('/about'`,
)

/** When a record is made, written and deleted, and what its key looks like. */
export const record: readonly StoreOption[] = [
  {
    name: 'saveUninitialized',
    purpose: 'Keeps a new session even if nothing was put into it.',
    fallback: '`true`, with a notice on the console',
    values: [
      {
        text: 'saveUninitialized: true',
        edits: counting(replacing('saveUninitialized: false', 'saveUninitialized: true')),
        scenario: [about],
        see: 'A record without data, made for a page that needs no session.',
        check: (trace) => {
          const last = lastVisit(trace)
          if (!last) return NOTHING
          return wrote(last)
            ? seen('The empty session was stored.', last)
            : unseen('The empty session was thrown away.')
        },
      },
    ],
  },
  {
    name: 'resave',
    purpose: 'Writes the record back at the end of every request, changed or not.',
    fallback: '`true`, with a notice on the console',
    values: [
      {
        text: 'resave: true',
        edits: counting(replacing('resave: false', 'resave: true')),
        scenario: [visit, about],
        see: 'The second request changed nothing. Its record was written all the same.',
        check: (trace) => {
          const last = lastVisit(trace)
          if (!last) return NOTHING
          return decided(last, 'save', 'resave')
            ? seen('The unchanged record was written once more.', last)
            : unseen('The unchanged record was not written.')
        },
      },
    ],
  },
  {
    name: 'unset',
    purpose: 'What happens to the record when your code sets `req.session = null`: `destroy` deletes it.',
    fallback: '`keep`: the record stays as it was',
    values: [
      {
        text: "unset: 'destroy'",
        edits: counting(adding("unset: 'destroy'"), LEAVE),
        against: { text: 'no unset', edits: counting(LEAVE) },
        scenario: [visit, leave],
        see: 'Alice left, and the heap is empty. Her browser still has the cookie; it leads to nothing now.',
        check: (trace) => {
          const last = lastVisit(trace)
          const left = recordsNow(trace, 'memory')
          if (!last) return NOTHING
          return left === 0
            ? seen('The record is gone.', last)
            : unseen(`Records in the heap: ${String(left)}.`)
        },
      },
    ],
  },
  {
    name: 'genid',
    purpose: 'Makes the ids. Nobody must be able to guess one.',
    fallback: '24 random bytes, from the package `uid-safe`',
    values: [
      {
        text: 'genid: () => uuid()',
        edits: counting(
          replacing(
            "const session = require('express-session')\n",
            "const session = require('express-session')\nconst { v4: uuid } = require('uuid')\n",
          ),
          adding('genid: () => uuid()'),
        ),
        scenario: [visit],
        see: 'The key of Alice’s record is a UUID. In her cookie it stands between s%3A and the dot, as before.',
        check: (trace) =>
          recordIs(
            trace,
            'memory',
            ({ sid }) => UUID.test(sid),
            ({ sid }) => `Her id is ${sid}.`,
          ),
      },
    ],
  },
]
