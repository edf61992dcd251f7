import { expect, it } from 'vitest'
import type { DecisionKind } from '../decision'
import type { TraceEventOf } from '../trace-event'
import { summariseCookie } from './cookie-summary'

type Told = readonly [kind: DecisionKind, reason: string, taken?: boolean]

const decision = ([kind, reason, taken = true]: Told): TraceEventOf<'decision'> => ({
  id: 1,
  at: 0,
  type: 'decision',
  exchange: 'x1',
  instance: 1,
  kind,
  reason,
  taken,
  sid: null,
  facts: { library: 'cookie-session' },
  sentence: '',
})

it.each<[Told[], string | null]>([
  [
    [
      ['generate', 'no-cookie'],
      ['set-cookie', 'new-and-populated'],
    ],
    'no cookie yet, gets its session',
  ],
  [
    [
      ['generate', 'no-cookie'],
      ['set-cookie', 'new-and-empty', false],
    ],
    'no cookie, none given',
  ],
  [
    [
      ['load', 'decoded'],
      ['set-cookie', 'changed'],
    ],
    'brings the session along',
  ],
  [
    [
      ['load', 'opened'],
      ['set-cookie', 'unchanged', false],
    ],
    'brings the session along, sealed',
  ],
  [[['load', 'signature-invalid', false]], 'signature refused'],
  [
    [
      ['load', 'decoded'],
      ['set-cookie', 'removed'],
    ],
    'the browser is told to delete it',
  ],
  [
    [
      ['load', 'decoded'],
      ['set-cookie', 'too-long', false],
    ],
    'the session is too long for a cookie',
  ],
  [[], null],
])('%j: %s', (told, summary) => {
  expect(summariseCookie({ decisions: told.map(decision) })).toBe(summary)
})
