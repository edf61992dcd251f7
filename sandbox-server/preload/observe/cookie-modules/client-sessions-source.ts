import { type KnownSource, PROBES_KEY } from '../known-source'

/**
 * client-sessions 0.8.0 `lib/client-sessions.js`. `__ob` is ClientSessionsProbes; a session is known to it by the module's
 * own object for a request (`this` in Session.prototype).
 */
export const CLIENT_SESSIONS_SOURCE: KnownSource = {
  sha256: '09077b9f4745d4e5671e4f5d989b8530c552c1c83ccb8f4841e07bc5f56f5113',
  edits: [
    [
      `const Cookies = require("cookies");`,
      `var __ob = module.${PROBES_KEY};const Cookies = require("cookies");`,
    ],
    // Lines 263–331, decode: why a seal is not believed.
    [`if (components.length !== 5) {\n`, `if (components.length !== 5) {__ob.fault('malformed');\n`],
    [`} catch (ignored) {\n    cleanup();`, `} catch (ignored) {__ob.fault('malformed');\n    cleanup();`],
    [`if (iv.length !== 16) {\n`, `if (iv.length !== 16) {__ob.fault('malformed');\n`],
    [
      `if (!constantTimeEquals(hmac, expectedHmac)) {\n`,
      `if (!constantTimeEquals(hmac, expectedHmac)) {__ob.fault('seal-invalid');\n`,
    ],
    [
      `if (cookieName !== opts.cookieName) {\n`,
      `if (cookieName !== opts.cookieName) {__ob.fault('other-cookie');\n`,
    ],
    [`} catch (ignored) {\n  }\n`, `} catch (ignored) {__ob.fault('undecodable');\n  }\n`],
    // Lines 392–434: the app, or the module itself, begins anew or changes the duration.
    [
      `    this.clearContent(keysToPreserve);\n`,
      `    __ob.happened(this, 'reset');this.clearContent(keysToPreserve);\n`,
    ],
    [
      `    this.duration = newDuration;\n`,
      `    this.duration = newDuration;__ob.happened(this, 'duration-set');\n`,
    ],
    // Lines 440–459: sealing and opening.
    [
      `return encode(this.opts, this._content, this.duration, this.createdAt);`,
      `return __ob.boxed(this, encode(this.opts, this._content, this.duration, this.createdAt));`,
    ],
    [`if (!unboxed) {\n`, `if (!unboxed) {__ob.happened(this, 'not-opened');\n`],
    // Lines 461–476, updateCookie: the headers go out.
    [`if (this.isDirty()) {\n`, `if (__ob.dirty(this, this.isDirty())) {\n`],
    [
      `this.cookies.set(this.opts.cookieName, this.box(), this.opts.cookie);\n`,
      `this.cookies.set(this.opts.cookieName, this.box(), this.opts.cookie);__ob.happened(this, 'cookie-set');\n`,
    ],
    [
      `} catch (x) {\n        // this really`,
      `} catch (x) {__ob.cookieFailed(this, x);\n        // this really`,
    ],
    // Lines 478–508, loadFromCookie.
    [
      `var cookie = this.cookies.get(this.opts.cookieName);\n`,
      `var cookie = __ob.reading(this, this.cookies.get(this.opts.cookieName));\n`,
    ],
    [`if (expiresAt < now) {\n`, `if (expiresAt < now) {__ob.happened(this, 'duration-over');\n`],
    [
      `this.createdAt += this.activeDuration;\n`,
      `this.createdAt += this.activeDuration;__ob.happened(this, 'active-duration');\n`,
    ],
    [`if (forceReset) {\n`, `if (forceReset) {__ob.happened(this, 'began');\n`],
    [`return false; // didn't`, `__ob.happened(this, 'no-cookie');return false; // didn't`],
    [
      `this.loaded = true;\n    this.json = JSON.stringify(this._content);\n`,
      `this.loaded = true;\n    this.json = __ob.loaded(this, JSON.stringify(this._content));\n`,
    ],
    // Lines 554–613: the middleware.
    [`  // defaults\n  opts.cookieName`, `  var __given = __ob.given(opts);// defaults\n  opts.cookieName`],
    [
      `const propertyName = opts.requestKey || opts.cookieName;\n`,
      `const propertyName = opts.requestKey || opts.cookieName;const __made = __ob.made(opts, __given);\n`,
    ],
    [`return next(); //self aware`, `__ob.skip(__made);return next(); //self aware`],
    [
      `rawSession = new Session(req, res, cookies, opts);\n`,
      `rawSession = new Session(req, res, cookies, opts);__ob.begin(__made, rawSession);\n`,
    ],
    [
      `// this happens only if there's a big problem\n`,
      `__ob.skip(__made, x);// this happens only if there's a big problem\n`,
    ],
    [`rawSession.content = value;\n`, `rawSession.content = value;__ob.happened(rawSession, 'assigned');\n`],
  ],
}
