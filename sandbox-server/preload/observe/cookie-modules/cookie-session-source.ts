import { type KnownSource, PROBES_KEY } from '../known-source'

/**
 * cookie-session 2.1.1 `index.js`. Each probe hands on a value the library has just computed or stands after the step it
 * reports. `__ob` is CookieSessionProbes, `__s` the CookieSessionWatch of a request.
 */
export const COOKIE_SESSION_SOURCE: KnownSource = {
  sha256: '9f2b1fa8d2773e938396bc562e07f3f02611aa8554d42d32f708bad392a23108',
  edits: [
    [`'use strict'\n`, `'use strict';var __ob = module.${PROBES_KEY};\n`],
    // Line 67: every option has been read.
    [
      `debug('session options %j', opts)\n`,
      `debug('session options %j', opts);var __made = __ob.made(opts, name, keys);\n`,
    ],
    // Line 73: a request came.
    [`    var sess\n`, `    var sess;var __s = __ob.begin(__made, req);\n`],
    // Lines 86–106: the session is read when the app first touches it.
    [
      `if ((sess = tryGetSession(cookies, name, req.sessionOptions))) {\n        return sess`,
      `__s.reading();if ((sess = tryGetSession(cookies, name, req.sessionOptions))) {\n        return __s.loaded(sess)`,
    ],
    [`return (sess = Session.create())`, `return __s.generated(sess = Session.create())`],
    // Lines 108–123: the app puts something in its place.
    [`sess = false\n        return val`, `sess = false;__s.unset()\n        return val`],
    [`sess = Session.create(val)\n`, `sess = Session.create(val);__s.assigned(sess)\n`],
    // Lines 125–144: the headers go out.
    [`        // not accessed\n`, `        __s.notAccessed();// not accessed\n`],
    [
      `cookies.set(name, '', req.sessionOptions)\n`,
      `cookies.set(name, '', req.sessionOptions);__s.removed()\n`,
    ],
    [
      `(!sess.isNew || sess.isPopulated) && sess.isChanged) {`,
      `__s.worthSaving(!sess.isNew || sess.isPopulated) && __s.changed(sess.isChanged)) {`,
    ],
    [
      `cookies.set(name, Session.serialize(sess), req.sessionOptions)\n`,
      `cookies.set(name, Session.serialize(sess), req.sessionOptions);__s.saved()\n`,
    ],
    [
      `debug('error saving session %s', e.message)\n      }\n`,
      `__s.failed(e);debug('error saving session %s', e.message)\n      };__s.headersDone()\n`,
    ],
    // Lines 275–278: the JSON that was made.
    [`var str = JSON.stringify(body)\n`, `var str = JSON.stringify(body);__ob.serialized(str)\n`],
    // Lines 286–299: what the cookie held.
    [`var str = cookies.get(name, opts)\n`, `var str = __ob.cookieRead(cookies.get(name, opts))\n`],
    [`} catch (err) {\n    return undefined`, `} catch (err) {__ob.undecodable(err);\n    return undefined`],
  ],
}
