import { COOKIE_SENTENCES } from './cookie-decision-sentence'
import type { Decision, DecisionFacts } from './decision'

type Explain = (facts: DecisionFacts) => string

const list = (keys: readonly string[] | undefined): string =>
  keys && keys.length > 0 ? ` (${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ', …' : ''})` : ''

/** kind, then `reason`: one plain sentence each. Branches of express-session 1.19.0 `index.js`. */
const SENTENCES: Record<Decision['kind'], Record<string, Explain>> = {
  skip: {
    'already-has-session': () => 'An earlier session middleware already gave this request a session.',
    'store-disconnected': () => 'The store says it is disconnected, so this request goes on without a session.',
    'path-mismatch': (f) =>
      `The cookie is for ${f.cookiePath ?? 'another path'}, and ${f.requestPath ?? 'this path'} is outside it, so there is no session here.`,
    'no-secret': () => 'There is no secret to sign ids with, so express-session refuses to work.',
  },
  load: {
    'record-found': (f) =>
      (f.secretIndex ?? 0) > 0
        ? `The signature was made with an older secret, number ${String((f.secretIndex ?? 0) + 1)} in the list, and the store has a record.`
        : 'The cookie’s signature is valid and the store has a record.',
    'no-cookie': (f) =>
      `The request carried no ${f.cookieName ?? 'session'} cookie, so there is nothing to look up.`,
    'cookie-unsigned': () =>
      'The cookie does not start with “s:”, so it carries no signature. The id is ignored.',
    'signature-invalid': (f) =>
      (f.secretCount ?? 1) > 1
        ? 'The signature matches none of the secrets. The id is ignored.'
        : 'The signature does not match the secret. The id is ignored.',
    'record-missing': () => 'The cookie is genuine, but the store has no record under its id.',
    'store-error': (f) => `The store answered with an error${f.error ? `: ${f.error}` : ''}.`,
    'record-broken': (f) =>
      `The store’s record cannot be turned into a session${f.error ? `: ${f.error}` : ''}.`,
    'empty-id': () => 'The signature is valid, but the id in the cookie is empty.',
    reloaded: () => 'The app called reload: the record was read again and replaces what was in req.session.',
    'reload-failed': (f) =>
      `The app called reload, and the record could not be read${f.error ? `: ${f.error}` : ''}.`,
  },
  generate: {
    'no-cookie': () => 'No cookie came, so a new session with a new id was made.',
    'cookie-unsigned': () => 'An unsigned id is not trusted, so a new session with a new id was made.',
    'signature-invalid': () =>
      'A forged or outdated signature is not trusted, so a new session with a new id was made.',
    'record-missing': () => 'The old id leads to nothing, so a new session with a new id was made.',
    regenerated: () => 'The app called regenerate: a new id, and an empty session.',
    'empty-id': () => 'The id in the cookie is empty, so a new session with a new id was made.',
  },
  destroy: {
    'unset-destroy': () =>
      'The app set req.session to nothing, and unset is “destroy”, so the record is deleted.',
    'unset-keep': () => 'The request ends without req.session, and unset is “keep”, so a record would stay.',
    'session-present': () => 'The request still has its session.',
    'called-by-app': () => 'The app called destroy, so the record is deleted. The browser keeps its cookie.',
    'already-destroyed': () => 'The app destroyed the session itself, so there is nothing left to do.',
    'bogus-id': () => 'The session id is empty, so there is no record to delete.',
  },
  save: {
    modified: (f) => `The data changed${list(f.changedKeys)}.`,
    'uninitialized-but-asked': () =>
      'Nothing was put into this new session, but saveUninitialized is true, so it is stored anyway.',
    resave: () => 'Nothing changed, but resave is true, so the record is written again.',
    'called-by-app': () => 'The app called save itself.',
    'id-changed': () => 'The session has a new id, so it is stored under that id.',
    unmodified: () => 'Nothing changed, and resave is false.',
    uninitialized: () => 'The session is new and empty, and saveUninitialized is false, so it is forgotten.',
    'already-saved': () => 'The app already saved this very data.',
    'no-session': () => 'The request has no session.',
    'not-a-session': () =>
      'The app replaced req.session with an object of its own, which has no touch or save. express-session throws, and the request hangs.',
    unserializable: (f) =>
      `The session holds a value JSON cannot hold${f.error ? ` (${f.error})` : ''}. express-session throws when it compares the data, and the request hangs.`,
    'bogus-id': () => 'The session id is not a string, so there is nothing to store it under.',
  },
  touch: {
    unmodified: () => 'Nothing changed, so only the record’s time is renewed.',
    'saved-instead': () => 'Saving the record renewed its time already.',
    'new-session': () => 'The session is new, so there is no record to renew.',
    'store-lacks-touch': () => 'This store cannot renew a record’s time.',
    'no-session': () => 'The request has no session.',
    'bogus-id': () => 'The session id is not a string.',
  },
  'set-cookie': {
    'new-session': () => 'The session is new, so the browser must learn its id.',
    'new-and-modified': () => 'The session is new and holds data, so the browser must learn its id.',
    'id-changed': () => 'The session has a new id, so the browser must learn it.',
    rolling: () => 'With rolling on, every response renews the cookie.',
    'expiry-moved': () => 'The cookie has an expiry and the data changed, so the browser gets the new expiry.',
    uninitialized: () =>
      'The session is new and empty, and saveUninitialized is false, so no id is handed out.',
    'browser-holds-id': () => 'The browser already holds this id, and rolling is off.',
    'not-secured': (f) =>
      f.forwardedProto === 'https'
        ? 'The cookie is marked secure. The proxy says https, but the app does not trust the proxy, so express-session keeps the cookie back.'
        : 'The cookie is marked secure and this request came over plain http, so express-session keeps it back. No error, no cookie.',
    'headers-already-sent': () =>
      'The headers had left before the session changed, so the browser never learns the id. The record is an orphan.',
    'no-session': () => 'The request has no session.',
    'cookie-invalid': (f) => `The cookie cannot be written${f.error ? `: ${f.error}` : ''}.`,
    'not-a-session': () =>
      'The app replaced req.session with an object of its own, which has no cookie to send.',
    unserializable: (f) =>
      `The session holds a value JSON cannot hold${f.error ? ` (${f.error})` : ''}, so express-session throws instead of deciding.`,
    'bogus-id': () => 'The session id is not a string.',
  },
}

const VERSIONS = {
  'express-session': '1.19.0',
  'cookie-session': '2.1.1',
  'client-sessions': '0.8.0',
  'iron-session': '8.0.4',
}

/** Why the session's library decided so, in one plain sentence. */
export function explainDecision({ kind, reason, facts }: Decision): string {
  const explain = facts.library ? COOKIE_SENTENCES[kind][reason] : SENTENCES[kind][reason]
  if (explain) return explain(facts)
  const library = facts.library ?? 'express-session'
  return `Unknown: this ${library} is not version ${VERSIONS[library]}, so its reasons cannot be read.`
}
