import type { DecisionKind } from '../../../protocol/decision'
import { decision } from '../../kit/checks'
import type { ScenarioStep } from '../../kit/lesson'
import { halfAnHour, visit } from '../../kit/option-steps'
import { answeredWith, lastVisit, NOTHING, seen, setsCookie, unseen } from '../../kit/option-seen'
import type { OptionEffect, StoreOption } from '../../kit/store-option'
import type { TraceModel } from '../../../protocol/model/views'
import { about, adding, counting, replacing } from './traffic'

/** Signed with 'keep it secret' at some earlier time. */
const FROM_BEFORE =
  'connect.sid=s%3Aan-id-from-before-the-change.fEat6PLko7k7FSux9H%2BKjwIT04%2FISd20x3iwLhsAppc'
const bring: ScenarioStep = {
  do: 'request',
  browser: 'bob',
  request: { url: '/', headers: [['Cookie', FROM_BEFORE]] },
}
const https = (on: boolean): ScenarioStep => ({ do: 'settings', settings: { https: on } })

const SECRET = "secret: 'keep it secret'"
const SECURE = 'cookie: { secure: true }'

/** What express-session decided at the last visit, and why. */
function lastDecision(
  trace: TraceModel,
  kind: DecisionKind,
  isSo: (choice: { taken: boolean; reason: string }) => boolean,
): OptionEffect {
  const last = lastVisit(trace)
  const choice = last && decision(last, kind)
  if (!last || !choice) return NOTHING
  return isSo(choice) ? seen(choice.sentence, last) : unseen(choice.sentence)
}

const sendsCookie = (trace: TraceModel) => lastDecision(trace, 'set-cookie', ({ taken }) => taken)

/** The cookie that carries the id. */
export const cookie: readonly StoreOption[] = [
  {
    name: 'secret',
    purpose: 'Signs the id. Of a list, the first one signs and every one is accepted.',
    fallback: 'none, it must be given',
    values: [
      {
        text: "secret: ['a newer one', 'keep it secret']",
        edits: counting(replacing(SECRET, "secret: ['a newer one', 'keep it secret']")),
        against: { text: "secret: 'a newer one'", edits: counting(replacing(SECRET, "secret: 'a newer one'")) },
        scenario: [bring],
        see: 'Bob brings a cookie signed with the older secret, and its signature is accepted. With the newer secret alone, everybody would be a stranger from now on.',
        check: (trace) => lastDecision(trace, 'load', ({ reason }) => reason === 'record-missing'),
      },
    ],
  },
  {
    name: 'name',
    purpose: 'What the cookie is called. Two apps on one host need two names.',
    fallback: '`connect.sid`',
    values: [
      {
        text: "name: 'shop'",
        edits: counting(adding("name: 'shop'")),
        scenario: [visit],
        see: 'The name in Alice’s jar.',
        check: (trace) => setsCookie(trace, ({ name }) => name === 'shop'),
      },
    ],
  },
  {
    name: 'cookie.maxAge',
    purpose: 'Milliseconds until the browser forgets the cookie. The record ends with it.',
    fallback: 'until the browser is closed',
    values: [
      {
        text: 'cookie: { maxAge: 10 * 60 * 1000 }',
        edits: counting(adding('cookie: { maxAge: 10 * 60 * 1000 }')),
        scenario: [visit, halfAnHour, visit],
        see: 'Half an hour later Alice’s jar is empty, and the count begins anew.',
        check: (trace) => answeredWith(trace, /^Visit 1$/),
      },
    ],
  },
  {
    name: 'rolling',
    purpose: 'Sends the cookie with every answer, so that its time begins anew with each visit.',
    fallback: '`false`',
    values: [
      {
        text: 'rolling: true',
        edits: counting(adding('rolling: true')),
        scenario: [visit, about],
        see: 'A Set-Cookie in the second answer, though the browser holds the id already.',
        check: sendsCookie,
      },
    ],
  },
  {
    name: 'cookie.secure',
    purpose: 'Lets the cookie travel over https only. Over http express-session sends none at all.',
    fallback: '`false`',
    values: [
      {
        text: SECURE,
        edits: counting(adding(SECURE)),
        scenario: [visit],
        see: 'The session was saved, and yet no Set-Cookie went out. The next visit is a stranger’s.',
        check: (trace) => lastDecision(trace, 'set-cookie', ({ reason }) => reason === 'not-secured'),
      },
    ],
  },
  {
    name: 'proxy',
    purpose:
      'Believes the header `X-Forwarded-Proto`, in which a proxy tells that the visitor came over https.',
    fallback: 'the app’s setting `trust proxy`',
    values: [
      {
        text: 'proxy: true',
        edits: counting(adding(SECURE), adding('proxy: true')),
        against: { text: SECURE, edits: counting(adding(SECURE)) },
        scenario: [https(true), visit, https(false)],
        see: 'The visitor speaks https with the proxy, and the proxy http with the app. Now the secure cookie goes out.',
        check: sendsCookie,
      },
    ],
  },
]
