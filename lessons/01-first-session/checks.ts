import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import { takeApart } from '../../protocol/cookie-anatomy'
import {
  answered,
  cameBack,
  decided,
  goesTo,
  holdsData,
  jarEmptiedAfter,
  lastRun,
  latestPair,
  queryOf,
  sameRun,
  sinceLastRun,
  wrote,
} from '../kit/checks'
import { cookieClues, DONE, notYet } from '../kit/hints'
import type { CheckResult, Prediction, Task } from '../kit/lesson'

const counts = (exchange: ExchangeView) => goesTo('/')(exchange) && holdsData(exchange) && wrote(exchange)
const learns = (exchange: ExchangeView) => counts(exchange) && exchange.sidSet !== null

function forgets(trace: TraceModel): CheckResult {
  const pair = latestPair(
    answered(trace).filter(goesTo('/')),
    (a, b) =>
      a.browser === b.browser &&
      sameRun(trace, a, b) &&
      a.sid !== null &&
      b.sid !== null &&
      a.sid !== b.sid &&
      b.sidSent === null,
  )
  if (pair) return DONE
  const visits = sinceLastRun(trace).filter(goesTo('/'))
  return notYet(
    trace,
    [
      [visits.some(cameBack), 'Your app keeps sessions already. Reset the code to see it forget, or go on.'],
      [
        visits.length === 1,
        'That was one visit. Send the same request again as the same person and compare the two ids.',
      ],
    ],
    'Write / into Alice’s address bar and press Send, two times.',
  )
}

/** Answered or not: an app can leave a browser waiting. */
const isSinceLastRun = (trace: TraceModel, visit: ExchangeView) =>
  visit.firstEventId > (lastRun(trace)?.id ?? 0)

function remembers(trace: TraceModel): CheckResult {
  if (answered(trace).some(learns)) return DONE
  const visits = sinceLastRun(trace).filter(goesTo('/'))
  return notYet(
    trace,
    [
      [
        trace.exchanges.some(
          (visit) => isSinceLastRun(trace, visit) && decided(visit, 'save', 'not-a-session'),
        ),
        'You put a new object in the place of req.session, and that one express-session cannot save. Set a value in it instead: req.session.visits = 1.',
      ],
      ...cookieClues(visits),
      [
        visits.some((visit) => visit.sidSet !== null),
        'A cookie was set, but for an empty session. saveUninitialized does that. Put the count into req.session instead.',
      ],
      [
        visits.length > 0,
        'The session was still empty when the answer left, so express-session threw it away. Reading from req.session is not enough: assign to it, as in req.session.visits = 1.',
      ],
    ],
    'Change the handler of / so that it puts something into req.session. Run, then send GET / as Alice.',
  )
}

function returns(trace: TraceModel): CheckResult {
  const pair = latestPair(
    answered(trace).filter(goesTo('/')),
    (a, b) => learns(a) && cameBack(b) && a.browser === b.browser && b.sidSent === a.sidSet,
  )
  if (pair) return DONE
  const visits = sinceLastRun(trace).filter(goesTo('/'))
  const first = visits.find(learns)
  const later = visits.filter((visit) => visit !== first)
  return notYet(
    trace,
    [
      ...cookieClues(visits),
      [
        first !== undefined && jarEmptiedAfter(trace, first.browser, first.lastEventId),
        'The jar was emptied after the first visit, so the browser had no cookie to bring. To the server that is a new person. Send two requests without emptying it between.',
      ],
      [
        visits.some((visit) => decided(visit, 'load', 'record-missing')),
        'The cookie came, but the app had been started anew in between, and its records were gone. Send two requests within one run.',
      ],
      [
        first !== undefined && later.some((visit) => visit.browser !== first.browser),
        'The second request came from another person. Each browser has a jar of its own. Send twice as the same one.',
      ],
      [first !== undefined, 'One visit is done. Send GET / once more as the same person.'],
    ],
    'First make the app store something; then send GET / two times as Alice.',
  )
}

function strangers(trace: TraceModel): CheckResult {
  const pair = latestPair(
    answered(trace).filter(counts),
    (a, b) => a.browser !== b.browser && a.sid !== b.sid && sameRun(trace, a, b),
  )
  if (pair) return DONE
  const people = new Set(
    sinceLastRun(trace)
      .filter(counts)
      .map((visit) => visit.browser),
  )
  return notYet(
    trace,
    [
      [
        people.size === 1,
        `Only ${[...people].join('')} has been here since the last run. Choose the other name at the top of the browser card and send GET /.`,
      ],
    ],
    'Send GET / as Alice, then choose Bob and send it as him.',
  )
}

function key(trace: TraceModel): CheckResult {
  const peeks = answered(trace).filter(goesTo('/peek'))
  if (peeks.some((peek) => foundRecord(peek) && !wasWholeCookie(queryOf(peek, 'key') ?? ''))) return DONE
  const asked = sinceLastRun(trace).filter(goesTo('/peek')).at(-1)
  const asWritten = (asked && queryOf(asked, 'key')) ?? ''
  const signatures = answered(trace).map(({ response }) => signatureIn(response?.headers ?? []))
  return notYet(
    trace,
    [
      [
        wasWholeCookie(asWritten),
        'You handed over the whole cookie value. The store never sees that. Take away s%3A at the front, and the dot with everything after it: what is left is the id.',
      ],
      [
        asWritten !== '' && signatures.includes(asWritten),
        'That is the signature. It proves the id; the id stands before the dot.',
      ],
      [
        asWritten === 'connect.sid',
        'That is the name of the cookie, the same for everybody. The id is in its value.',
      ],
      [
        answered(trace).some((visit) => visit.sid === asWritten),
        'That is an id, but its record is gone. Send GET / again and use the id you get then.',
      ],
      [asked !== undefined, 'Nothing is kept under this key. Copy the coloured middle part of Alice’s cookie.'],
    ],
    'Send GET /peek?key=… and put the part of Alice’s cookie there that you believe to be the key.',
  )
}

function switches(trace: TraceModel): CheckResult {
  const pair = latestPair(
    answered(trace).filter(goesTo('/about')),
    (a, b) =>
      a.browser === b.browser &&
      decided(a, 'save', 'uninitialized-but-asked') &&
      decided(b, 'save', 'resave') &&
      b.sidSent === a.sid,
  )
  if (pair) return DONE
  const visits = sinceLastRun(trace).filter(goesTo('/about'))
  return notYet(
    trace,
    [
      [
        visits.some((visit) => decided(visit, 'save', 'uninitialized')),
        'saveUninitialized is still false: the empty session was thrown away, so there is nothing to count. Set it to true as well and run.',
      ],
      [
        visits.some((visit) => decided(visit, 'save', 'unmodified')),
        'The second visit wrote nothing, because resave is still false. Set resave to true as well and run.',
      ],
      [
        visits.length > 0,
        'The first switch shows at the first visit. Send GET /about once more as the same person for the second.',
      ],
    ],
    'Set both switches to true, run, and send GET /about two times as Bob.',
  )
}

/** The app’s answer holds a record, not only a sentence about one. */
function foundRecord(exchange: ExchangeView): boolean {
  try {
    const answer: unknown = JSON.parse(exchange.response?.body.text ?? '')
    return (
      typeof answer === 'object' && answer !== null && 'record' in answer && typeof answer.record === 'object'
    )
  } catch {
    return false
  }
}

const wasWholeCookie = (text: string) => text.startsWith('s:') || takeApart(text) !== null

function signatureIn(headers: readonly (readonly [string, string])[]): string | null {
  const line = headers.find(([name]) => name.toLowerCase() === 'set-cookie')?.[1] ?? ''
  return takeApart(line.replace(/^[^=]*=/, '').replace(/;.*$/, ''))?.signature ?? null
}

export const tasks: readonly Task[] = [
  {
    id: 'forgets',
    text: 'Press Run and send `GET /` as Alice, two times. Look at the session id on the server card: is it the same?',
    check: forgets,
  },
  {
    id: 'remembers',
    text: 'Let the handler of `/` count its visits in `req.session.visits`. Run, and send `GET /` as Alice. Find the `Set-Cookie`.',
    check: remembers,
  },
  { id: 'returns', text: 'Send `GET /` as Alice again. Now she brings the cookie along.', check: returns },
  {
    id: 'strangers',
    text: 'Send `GET /` as Bob. Compare his cookie and his record with Alice’s.',
    check: strangers,
  },
  {
    id: 'key',
    text: 'Which part of Alice’s cookie is the key of her record? Ask the store: `GET /peek?key=…`',
    check: key,
  },
  {
    id: 'switches',
    text: 'Set `resave` and `saveUninitialized` to `true`. Run, and send `GET /about` two times as Bob. Count what it costs.',
    check: switches,
  },
]

export const predictions: readonly Prediction[] = [
  {
    id: 'second-answer',
    beforeTask: 'returns',
    question: 'Alice has her cookie now and sends GET / again. What will the answer carry?',
    options: [
      { id: 'none', text: 'No Set-Cookie at all' },
      { id: 'same', text: 'A Set-Cookie with the same id' },
      { id: 'new', text: 'A Set-Cookie with a new id' },
    ],
    judge: (trace) => {
      const pair = latestPair(
        answered(trace).filter(goesTo('/')),
        (a, b) => learns(a) && b.sidSent !== null && b.sidSent === a.sidSet && a.browser === b.browser,
      )
      if (!pair) return null
      const [, later] = pair
      const { sidSet, sidSent } = later
      if (sidSet === null)
        return {
          option: 'none',
          because:
            'Her browser already holds this id, so there is nothing to tell it. One Set-Cookie is enough for a whole visit.',
        }
      return sidSet === sidSent
        ? {
            option: 'same',
            because: decided(later, 'set-cookie', 'expiry-moved')
              ? 'The id was sent once more. The cookie has an age limit and the data changed, so the browser gets the new end.'
              : 'The id was sent once more. The rolling option does that, to renew the expiry.',
          }
        : { option: 'new', because: 'The id Alice brought led to no record, so she was given a new one.' }
    },
  },
]
