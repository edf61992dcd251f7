import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import { answered, goesTo, queryOf, sinceLastRun } from '../kit/checks'
import { DONE, notYet, type Clue } from '../kit/hints'
import type { CheckResult, Task } from '../kit/lesson'
import { cookiesSent, cookiesSet, decodeSession, jsonAnswer } from '../kit/wire'
import { forgeries, signs } from './forgeries'
import {
  hasLoggedOut,
  isSealed,
  issued,
  leavesGoodCopy,
  refusedSignature,
  replays,
  stolen,
  wasAccepted,
  wasRefused,
} from './replayed'

const isSigned = (value: string) => decodeSession(value) !== null
const asked = (visit: ExchangeView) => queryOf(visit, 'text') ?? ''

/** Requests to /decode with a value that the app had given to somebody. */
const decodings = (trace: TraceModel, wanted: (value: string) => boolean) =>
  answered(trace)
    .filter(goesTo('/decode'))
    .filter((visit) => issued(trace).some(({ value }) => wanted(value) && value === asked(visit)))

function read(trace: TraceModel): CheckResult {
  if (decodings(trace, isSigned).some((visit) => jsonAnswer(visit) !== null)) return DONE
  const last = sinceLastRun(trace).filter(goesTo('/decode')).at(-1)
  const text = last ? asked(last) : ''
  const signatures = answered(trace)
    .flatMap(cookiesSet)
    .filter(({ name }) => name.endsWith('.sig'))
  return notYet(
    trace,
    [
      [
        text.includes('session=') || text.includes(';'),
        'That is the name and the value, or even the whole header. Take only what stands after session= and before the next semicolon.',
      ],
      [
        text !== '' && signatures.some(({ value }) => value === text),
        'That is the signature, from session.sig. There is nothing to read in it. Take the value of the other cookie, session.',
      ],
      [text !== '', 'This is not the value of a cookie that the app gave out. Copy it from Alice’s jar.'],
      [
        issued(trace).length > 0,
        'Alice has her cookie. Copy its value from her jar, choose Bob, and send GET /decode?text= with the value behind it.',
      ],
    ],
    'Send GET /login/alice as Alice first.',
  )
}

function forged(trace: TraceModel): CheckResult {
  const changed = forgeries(trace)
  if (changed.some(refusedSignature)) return DONE
  const edited = trace.events.findLast((event) => event.type === 'record.edited' && event.kind === 'cookie')
  const last = changed.findLast(({ lastEventId }) => lastEventId > (edited?.id ?? 0))
  return notYet(
    trace,
    [
      [
        changed.length > 0 && !signs(trace),
        'The app believed every word, because nothing is signed: signed is false. Take that out and see what a signature is good for.',
      ],
      ...(last ? wasteOf(last) : []),
      [edited !== undefined, 'The cookie is changed. Now send GET / as Alice and see who she is.'],
      [
        sinceLastRun(trace).some(goesTo('/login/alice')),
        'Open Alice’s cookie on the store card, change customer to admin and save it. Leave session.sig alone.',
      ],
    ],
    'Send GET /login/alice as Alice, so that there is a cookie to change.',
  )
}

/** Why a forged cookie came to nothing before anybody judged it. */
function wasteOf(visit: ExchangeView): Clue[] {
  const sent = cookiesSent(visit)
  const isNamed = ({ name }: { name: string }) => sent.has(name) && !name.endsWith('.sig')
  const written = cookiesSet(visit).filter(isNamed)
  return [
    [
      ![...sent.keys()].some((name) => name.endsWith('.sig')),
      'The signature is missing, so this cookie is worth nothing anyway. Let Alice log in, change the value of session, and leave session.sig as it is.',
    ],
    [
      written.length > 0 && visit.path.startsWith('/login/'),
      'Alice logged in anew, so the app wrote a fresh cookie over the forged one. Change her cookie again and send GET /.',
    ],
    [
      written.some(({ deletes }) => deletes),
      'The logout threw the cookie away unread. Let Alice log in, change her cookie again, and send GET /.',
    ],
    [
      written.length > 0,
      'That request put something new into the session, so the app wrote a fresh cookie over the forged one. Let Alice log in, change her cookie again, and send GET /.',
    ],
    [true, 'That request did not open the session. Send it to GET /.'],
  ]
}

/** The browser refused a cookie for its size, and the app never heard of it. */
const isDropped = (visit: ExchangeView) =>
  (visit.response?.status ?? 500) < 400 && visit.receivedVerdicts.some(({ code }) => code === 'size-limit')

function dropped(trace: TraceModel): CheckResult {
  const refused = answered(trace).filter(isDropped)
  if (refused.some((note) => hasComeAgain(trace, note))) return DONE
  const last = sinceLastRun(trace).filter(goesTo('/note')).at(-1)
  const bytes = Math.max(
    0,
    ...(last ? cookiesSet(last) : []).map(({ name, value }) => name.length + value.length),
  )
  return notYet(
    trace,
    [
      [
        refused.length > 0,
        'The browser refused that cookie, and the app said that the note is kept. Now send GET / as Alice.',
      ],
      [
        last !== undefined && cookiesSent(last).size === 0,
        'That note belongs to nobody: no cookie came with it. Send GET /login/alice first, and all the notes as Alice.',
      ],
      [
        last !== undefined,
        `The cookie takes ${String(bytes)} of 4096 bytes now. Send GET /note again and watch the meter.`,
      ],
    ],
    'Send GET /login/alice, then GET /note four times, as Alice.',
  )
}

/** The same browser sent another request later on. */
const hasComeAgain = (trace: TraceModel, { browser, lastEventId }: ExchangeView) =>
  answered(trace).some((visit) => visit.browser === browser && visit.firstEventId > lastEventId)

function replayed(trace: TraceModel): CheckResult {
  return replay(trace, isSigned, 'Send GET /login/alice and GET /logout as Alice, then send her old cookie.')
}

function replay(trace: TraceModel, kind: (value: string) => boolean, otherwise: string): CheckResult {
  const old = replays(trace, kind)
  if (old.some(wasAccepted)) return DONE
  const last = old.findLast(({ whole }) => whole)
  return notYet(
    trace,
    [
      [
        last !== undefined && goesTo('/decode')(last.visit),
        'That request did not open the session: /decode never looks at cookies. Send it to GET /.',
      ],
      [
        last !== undefined && wasRefused(last),
        'The app no longer trusts that cookie: its key or its password has changed, or its time is over. Let Alice log in and out again, and send the cookie of that logout.',
      ],
      [
        hasLoggedOut(trace, kind) && !leavesGoodCopy(trace, kind),
        'At that logout Alice’s cookie had no fitting signature any more. Let her log in, log out, and send the header of that logout.',
      ],
      [
        old.some(({ whole }) => !whole),
        'The old value came without its signature, so it was refused. Send the whole header again, with session and session.sig.',
      ],
      [
        !hasLoggedOut(trace, kind) && stolen(trace, kind).length > 0,
        'It works, but Alice is still logged in. That is theft, and any session can be stolen. Let her log out first, then send it again.',
      ],
      [
        hasLoggedOut(trace, kind),
        'Alice has logged out. Open her logout in the timeline, copy its Cookie header, and send GET / as Bob with that header.',
      ],
    ],
    otherwise,
  )
}

function sealed(trace: TraceModel): CheckResult {
  if (decodings(trace, isSealed).some((visit) => jsonAnswer(visit) === null)) return DONE
  const visits = sinceLastRun(trace)
  const logins = visits.filter(({ path }) => path.startsWith('/login/'))
  const refusals = visits.map(({ response }) => response?.body.text ?? '')
  const isSealedNow = logins.flatMap(cookiesSet).some(({ value }) => isSealed(value))
  return notYet(
    trace,
    [
      [
        refusals.some((text) => text.includes('at least 32 characters')),
        'The password is too short to seal with. Make it 32 characters long or longer.',
      ],
      [
        logins.some((one) => one.receivedVerdicts.some(({ outcome }) => outcome === 'rejected')),
        'The cookie went out sealed, and the browser refused it: iron-session marks it Secure unless told otherwise, and this lab speaks plain http. Add cookieOptions: { secure: false }.',
      ],
      [
        logins.some((one) => cookiesSet(one).some(({ value }) => isSigned(value))),
        'This cookie is signed and still readable. Replace cookie-session by iron-session, as the text shows, and run.',
      ],
      [
        logins.length > 0 && logins.every((one) => cookiesSet(one).length === 0),
        'No cookie was set. iron-session writes nothing by itself: call await req.session.save() before you answer.',
      ],
      [
        isSealedNow,
        'Now it is sealed. Copy its value from Alice’s jar and send GET /decode?text= with it, as Bob.',
      ],
    ],
    'Change the code as the text shows, run, and send GET /login/alice as Alice.',
  )
}

function sealedReplayed(trace: TraceModel): CheckResult {
  const otherwise =
    'Let Alice log out of the sealed session too, and send the Cookie header of her logout once more, as Bob.'
  return keepsItsCookie(trace)
    ? {
        done: false,
        hint: 'The app said goodbye, and the sealed cookie is still in the jar: iron-session does not see req.session = null. Call req.session.destroy() in /logout, run, and log out again.',
      }
    : replay(trace, isSealed, otherwise)
}

/** The latest logout came with a sealed cookie and deleted none. */
function keepsItsCookie(trace: TraceModel): boolean {
  const goodbye = sinceLastRun(trace).filter(goesTo('/logout')).at(-1)
  return (
    goodbye !== undefined &&
    [...cookiesSent(goodbye).values()].some(isSealed) &&
    !cookiesSet(goodbye).some(({ deletes }) => deletes)
  )
}

export const tasks: readonly Task[] = [
  {
    id: 'read',
    text: 'Run and send `GET /login/alice` as Alice. Then be a stranger: copy the value of her cookie and, as Bob, send `GET /decode?text=…`',
    check: read,
  },
  {
    id: 'forged',
    text: 'Make Alice an admin: open her cookie on the store card, change `customer` to `admin`, save it, and send `GET /` as Alice.',
    check: forged,
  },
  {
    id: 'dropped',
    text: 'Send `GET /login/alice` again, then `GET /note` until the browser refuses the cookie. What does the app say to that? And what to the next `GET /`?',
    check: dropped,
  },
  {
    id: 'replayed',
    text: 'Send `GET /login/alice` and `GET /logout` as Alice. Then send the `Cookie` header of that logout once more, as Bob, to `GET /`.',
    check: replayed,
  },
  {
    id: 'sealed',
    text: 'Seal the cookie with iron-session. Run, send `GET /login/alice` as Alice, and let Bob decode her cookie again.',
    check: sealed,
  },
  {
    id: 'sealed-replayed',
    text: 'Send `GET /logout` as Alice, and the `Cookie` header of that request once more, as Bob, to `GET /`.',
    check: sealedReplayed,
  },
]
