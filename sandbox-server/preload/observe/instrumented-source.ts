import { type Edit, insertEdits, instrument, PROBES_KEY } from './known-source'

/** SHA-256 of express-session 1.19.0 `index.js`. */
const KNOWN_SOURCE = '543a82c1b9088a69584eb7c58d7b33691ed2a01e8dfef62dee90b806cd9f3ce2'

/**
 * Probes in the order of the file: text that occurs exactly once, and what stands there instead. Each probe hands on a
 * value the library has just computed or stands after the step it reports, so nothing is evaluated twice. No edit adds
 * a line, so that line numbers in stack traces stay true. `__ob` is SessionProbes, `__s` the RequestWatch of a request.
 * try/finally tells that a step threw without catching: a rethrown error would point at the wrong line.
 */
const EDITS: readonly Edit[] = [
  [`'use strict';`, `'use strict';var __ob = module.${PROBES_KEY};`],

  // Lines 158–173, store.generate: called by generate() and by regenerate.
  [
    `req.session.cookie.sameSite = isSecure ? 'none' : 'lax';\n    }`,
    `req.session.cookie.sameSite = isSecure ? 'none' : 'lax';\n    }__ob.storeGenerated(req);`,
  ],
  // Line 185: every option has been read, and the store has its listeners.
  [
    `return function session(req, res, next) {`,
    `var __made = __ob.made({ options: opts, store: store, isMemoryStore: store instanceof MemoryStore, name: name, trustProxy: trustProxy, resave: resaveSession, rolling: rollingSessions, saveUninitialized: saveUninitializedSession, unsetDestroy: unsetDestroy, storeImplementsTouch: storeImplementsTouch });return function session(req, res, next) {`,
  ],
  // Lines 187–213: the four ways past the session.
  [
    `if (req.session) {\n      next()`,
    `if (req.session) {__ob.skip(__made, req, 'already-has-session');\n      next()`,
  ],
  [
    `debug('store is disconnected')`,
    `debug('store is disconnected');__ob.skip(__made, req, 'store-disconnected')`,
  ],
  [
    `debug('pathname mismatch')`,
    `debug('pathname mismatch');__ob.skip(__made, req, 'path-mismatch', originalPath, resolvedCookieOptions)`,
  ],
  [
    `next(new Error('secret option required for sessions'));`,
    `__ob.skip(__made, req, 'no-secret');next(new Error('secret option required for sessions'));`,
  ],
  // Line 228: the id from the cookie.
  [
    `var cookieId = req.sessionID = getcookie(req, name, secrets);`,
    `var cookieId = req.sessionID = getcookie(req, name, secrets);var __s = __ob.begin(__made, req, res, secrets, cookieId);`,
  ],
  // Lines 231–260: when the headers go out.
  [
    `onHeaders(res, function(){\n      if (!req.session) {`,
    `onHeaders(res, function(){try {__s.headersStart();\n      if (!req.session) {__s.headersWithoutSession();`,
  ],
  [`if (!shouldSetCookie(req)) {`, `if (!__s.shouldSetCookie(shouldSetCookie(req))) {`],
  [
    `req.session.cookie.secure && !issecure(req, trustProxy)) {`,
    `__s.cookieSecure(req.session.cookie.secure) && !__s.requestSecure(issecure(req, trustProxy))) {`,
  ],
  [`debug('not secured');`, `debug('not secured');__s.notSecured();`],
  [
    `setcookie(res, name, req.sessionID, secrets[0], req.session.cookie.data)`,
    `setcookie(res, name, req.sessionID, secrets[0], req.session.cookie.data);__s.cookieSet()`,
  ],
  [
    `} catch (err) {\n        defer(next, err)\n      }\n    });`,
    `} catch (err) {__s.cookieFailed(err);\n        defer(next, err)\n      }\n    } finally {__s.headersDone()}});`,
  ],
  // Lines 322–372: when the response ends.
  [`if (shouldDestroy(req)) {`, `try {if (__s.shouldDestroy(shouldDestroy(req))) {`],
  [
    `// no session to save\n      if (!req.session) {`,
    `// no session to save\n      if (!req.session) {__s.endWithoutSession();`,
  ],
  [`if (shouldSave(req)) {`, `if (__s.shouldSave(shouldSave(req))) {`],
  [
    `} else if (storeImplementsTouch && shouldTouch(req)) {`,
    `} else if (__s.shouldTouch(storeImplementsTouch && shouldTouch(req))) {`,
  ],
  [
    `return _end.call(res, chunk, encoding);\n    };\n\n    // generate the session`,
    `return _end.call(res, chunk, encoding);} finally {__s.endDone()}\n    };\n\n    // generate the session`,
  ],
  // Lines 378–397: a new session, or one from the store.
  [`function generate() {`, `function generate() {__s.generating();`],
  [
    `originalHash = hash(req.session);\n      wrapmethods(req.session);`,
    `originalHash = hash(req.session);\n      wrapmethods(req.session);__s.generated(req);`,
  ],
  [
    `savedHash = originalHash\n      }\n\n      wrapmethods(req.session)`,
    `savedHash = originalHash\n      }\n\n      wrapmethods(req.session);__s.inflated(req)`,
  ],
  // Lines 440–447: what the decisions are made of.
  [
    `return originalId !== sess.id || originalHash !== hash(sess);`,
    `return __s.idChanged(originalId !== sess.id) || __s.hashChanged(originalHash, hash(sess));`,
  ],
  [
    `return originalId === sess.id && savedHash === hash(sess);`,
    `return !__s.idChanged(originalId !== sess.id) && __s.isSaved(savedHash, originalHash, hash(sess));`,
  ],
  // Lines 461–463, shouldSave: whether a new session must hold something to be stored.
  [
    `return !saveUninitializedSession && !savedHash && cookieId !== req.sessionID\n`,
    `return __s.unborn(!saveUninitializedSession && !savedHash && cookieId !== req.sessionID)\n`,
  ],
  // Lines 500–519: the store's answer.
  [`if (err && err.code !== 'ENOENT') {`, `if (err && err.code !== 'ENOENT') {__s.storeFailed(err);`],
  [`debug('no session found')`, `debug('no session found');__s.recordMissing()`],
  [`} catch (e) {\n        next(e)`, `} catch (e) {__s.loadFailed(e);\n        next(e)`],
  // Lines 544–600 and 690–700: which cookie, and which secret verified it.
  [`var header = req.headers.cookie;`, `var header = req.headers.cookie;__ob.cookieReading();`],
  [`return val;`, `__ob.cookieRead(raw, val);return val;`],
  [`if (result !== false) {`, `if (result !== false) {__ob.secretMatched(i);`],
  // Lines 611–626: the JSON that is hashed.
  [`// hash\n  return crypto`, `__ob.serialized(str);// hash\n  return crypto`],
]

/** express-session's source with the probes in it; null when it is not the source we know. */
export function instrumentSource(source: string): string | null {
  return instrument(source, { sha256: KNOWN_SOURCE, edits: EDITS })
}

/** Null when an anchor is missing or ambiguous. */
export function insertProbes(source: string): string | null {
  return insertEdits(source, EDITS)
}
