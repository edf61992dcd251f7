import type { Decision, DecisionFacts } from './decision'
import { duration } from './duration'

type Explain = (facts: DecisionFacts) => string

/** Name and value together (RFC 6265bis section 5.7). */
const BROWSER_KEEPS = 4096

const list = (keys: readonly string[] | undefined): string =>
  keys && keys.length > 0 ? ` (${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ', …' : ''})` : ''

const cookie = (f: DecisionFacts): string => (f.cookieName ? `“${f.cookieName}”` : 'session')

/** What the server does not say when it sends more than a browser keeps. The small cookie with the signature gets through. */
const size = ({ cookieBytes, isNew, secretCount }: DecisionFacts): string => {
  if (cookieBytes === undefined || cookieBytes <= BROWSER_KEEPS) return ''
  const dropped = ` It takes ${String(cookieBytes)} bytes, and a browser drops a cookie over ${String(BROWSER_KEEPS)}; the server is told nothing.`
  return isNew === false && secretCount !== undefined
    ? `${dropped} The browser keeps the old value beside the new signature, which does not fit it: the session will be lost.`
    : dropped
}

/** In the unit of the option, and in one a person knows when it is long. */
function seconds(ms: number | undefined): string {
  if (ms === undefined) return 'a while'
  const told = `${String(Math.round(ms / 1000))} seconds`
  return ms < 120_000 ? told : `${told} (${duration(ms)})`
}

const key = (index: number | undefined): string => `number ${String((index ?? 0) + 1)} in the list of keys`

const NEW = {
  'no-cookie': () => 'No cookie came, so the app was given a new, empty session.',
  'signature-missing': () => 'A cookie without a signature is not trusted, so the session starts empty.',
  'signature-invalid': () => 'A cookie with a wrong signature is not trusted, so the session starts empty.',
  undecodable: () => 'What the cookie holds is no JSON, so the session starts empty.',
  malformed: () => 'The cookie does not look like a sealed one, so the session starts empty.',
  'seal-invalid': () =>
    'The seal does not fit, so nothing in the cookie is believed and the session starts empty.',
  'other-cookie': () => 'The cookie was sealed for another name, so the session starts empty.',
  'password-unknown': () =>
    'The app no longer has the password that sealed this cookie, so the session starts empty.',
  'seal-expired': () => 'The seal has run out, so the session starts empty.',
  'duration-over': () => 'The session’s time is over, so it starts empty.',
} satisfies Record<string, Explain>

/** kind, then `reason`, as COOKIE_REASONS: one plain sentence each, for sessions that live in their cookie. */
export const COOKIE_SENTENCES: Record<Decision['kind'], Record<string, Explain>> = {
  skip: {
    'already-has-session': (f) =>
      `Another middleware already put something in the place where ${f.library ?? 'this one'} keeps its session.`,
    'middleware-failed': (f) =>
      `There is no session for this request${f.error ? `: ${f.error}` : ''}. The error went to the app.`,
  },
  load: {
    decoded: (f) =>
      (f.secretIndex ?? 0) > 0
        ? `The signature was made with an older key, ${key(f.secretIndex)}. The session’s data was read from the cookie itself.`
        : 'The signature is valid. The session’s data was read from the cookie itself; no store was asked.',
    'decoded-unsigned': () =>
      'The option signed is false, so the data in the cookie is believed as it is. Anybody can change it.',
    opened: (f) =>
      `The seal fits, so the data inside is believed. No store was asked.${
        f.password === undefined ? '' : ` It was sealed with password ${f.password}.`
      }`,
    'no-cookie': (f) => `The request carried no ${cookie(f)} cookie, so there is nothing to read.`,
    'signature-missing': (f) =>
      `The ${cookie(f)} cookie came without its signature, the ${f.cookieName ?? ''}.sig cookie. It is ignored.`,
    'signature-invalid': (f) =>
      (f.secretCount ?? 1) > 1
        ? 'The signature fits none of the keys, so the data is ignored. Somebody changed it, or the keys are new.'
        : 'The signature does not fit the key, so the data is ignored. Somebody changed it, or the key is new.',
    undecodable: (f) => `The cookie is genuine, but it holds no JSON${f.error ? `: ${f.error}` : ''}.`,
    malformed: () => 'The cookie does not have the parts of a sealed one. It is ignored.',
    'seal-invalid': () =>
      'The seal does not fit the secret: the cookie was changed, or it was sealed with another secret. It is ignored.',
    'other-cookie': () => 'The seal fits, but it was made for a cookie of another name. It is ignored.',
    'password-unknown': (f) =>
      `The cookie was sealed with ${f.password === undefined ? 'a password' : `password ${f.password}`} that the app no longer has. It is ignored.`,
    'seal-expired': () => 'The cookie came, but its seal has run out. It is ignored.',
    'duration-over': (f) =>
      `The seal fits, but the session was made more than ${seconds(f.durationMs)} ago, which is its duration. It is over.`,
    failed: (f) => `The cookie could not be read${f.error ? `: ${f.error}` : ''}.`,
    'replaced-unread': () => 'The app put something into the session’s place before it read the cookie.',
    'not-read': () => 'The app did not touch its session, so the cookie was not even read.',
  },
  generate: {
    ...NEW,
    assigned: () => 'The app put an object of its own in the session’s place: it is a new session.',
  },
  destroy: {
    'set-to-null': () =>
      'The app set the session to null, so the browser is told to delete its cookie. A copy of the cookie that somebody kept still works.',
    reset: () =>
      'The app called reset: the data is gone from this session, and an empty one is sealed. Nothing is deleted anywhere, and a copy of the old cookie still works.',
    'called-by-app': () =>
      'The app called destroy, so the browser is told to delete its cookie. A copy of the cookie that somebody kept still works.',
  },
  save: {},
  touch: {},
  'set-cookie': {
    'new-and-populated': (f) =>
      `The session is new and holds data, so all of it goes to the browser.${size(f)}`,
    assigned: (f) =>
      `The app put a new object in the session’s place, so all of it goes to the browser.${size(f)}`,
    changed: (f) =>
      `The data changed${list(f.changedKeys)}, so the whole session goes to the browser again.${size(f)}`,
    removed: () => 'The session was set to null, so an empty cookie with a date in the past is sent.',
    reset: () => 'The app called reset, so a new cookie with an empty session goes out.',
    'load-failed': () => 'The cookie that came could not be believed, so an empty session takes its place.',
    'duration-over': () => 'The old session is over, so an empty one takes its place.',
    'active-duration': (f) =>
      `The session would soon be over, and its user is active, so it lives ${seconds(f.activeDurationMs)} longer (activeDuration).`,
    'duration-set': (f) =>
      `The app called setDuration, so the session is sealed again to live ${seconds(f.durationMs)}.`,
    'called-by-app': (f) =>
      `The app called save, so the whole session is sealed and goes to the browser.${
        f.ttlSeconds ? ` The seal holds ${seconds(f.ttlSeconds * 1000)}; the cookie ends a minute earlier.` : ''
      }${size(f)}`,
    destroyed: () => 'The app called destroy, so an empty cookie that is over at once is sent.',
    'signature-renewed': (f) =>
      `The cookie was signed with an older key, ${key(f.secretIndex)}, so its signature is made anew with the first one.`,
    'signature-deleted': () =>
      'The signature did not fit, so the browser is told to delete the signature. The cookie with the data stays where it is.',
    'new-and-empty': () => 'The session is new and empty, so there is nothing to send.',
    unchanged: () =>
      'The data is as it came, so the browser keeps the cookie it has. Its expiry is not renewed either.',
    'not-read': () => 'The app did not touch its session, so the browser keeps the cookie it has.',
    'not-saved': (f) =>
      `The data changed${list(f.changedKeys)}, but the app did not call save, so nothing is sent and the change is lost.`,
    'insecure-connection': () =>
      'The cookie is marked secure and this request came over plain http, so the cookie is not written. The error is swallowed: no error, no cookie.',
    'cookie-invalid': (f) => `The cookie cannot be written${f.error ? `: ${f.error}` : ''}.`,
    'too-long': (f) =>
      `The cookie would take ${String(f.cookieBytes ?? 'too many')} bytes, more than the ${String(BROWSER_KEEPS)} a browser keeps, so save gives the app an error.`,
    'headers-already-sent': () =>
      'The headers had left when the app wanted to save, so no cookie can go with this answer. The app gets an error.',
    'changed-too-late': (f) =>
      `The headers had left when the data changed${list(f.changedKeys)}, so the browser keeps the old cookie and the change is lost.`,
  },
}
