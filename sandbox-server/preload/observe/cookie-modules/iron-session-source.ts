import { type Edit, type KnownSource, PROBES_KEY } from '../known-source'

/** Where the ES module finds its probes while it is loaded; it takes them away at once. */
export const IRON_PROBES = Symbol.for('crumbtrail.iron-session')

/**
 * What both builds of iron-session 8.0.4 have in common. `__ob` is IronSessionProbes, `__s` the IronSessionWatch of one
 * getIronSession call; the session of `getIronSession(req, res, …)` stands six spaces deep, that of a cookie store four.
 */
const EDITS: readonly Edit[] = [
  // unsealData: why a seal was not believed, whose options are the second argument.
  [
    `} catch (error) {\n      if (error instanceof Error && /^(Expired seal`,
    `} catch (error) {__ob.notOpened(arguments[1], error);\n      if (error instanceof Error && /^(Expired seal`,
  ],
  // getIronSession(req, res, options)
  [
    `    const sealFromCookies = getCookie(req, sessionConfig.cookieName);\n`,
    `    const sealFromCookies = getCookie(req, sessionConfig.cookieName);const __s = __ob.begin(sessionOptions, sealFromCookies);\n`,
  ],
  [
    `unsealData2(sealFromCookies, {\n      password: passwordsMap,\n      ttl: sessionConfig.ttl\n    }) : {};\n    Object`,
    `unsealData2(sealFromCookies, __ob.unsealing(__s, {\n      password: passwordsMap,\n      ttl: sessionConfig.ttl\n    })) : {};__s.loaded(session);\n    Object`,
  ],
  [
    `updateConfig(newSessionOptions) {\n          sessionConfig`,
    `updateConfig(newSessionOptions) {__ob.updated(newSessionOptions);\n          sessionConfig`,
  ],
  [
    `save() {\n          if ("headersSent" in res && res.headersSent) {\n`,
    `save() {__s.saving();\n          if ("headersSent" in res && res.headersSent) {__s.tooLate();\n`,
  ],
  [`if (cookieValue.length > 4096) {\n`, `if (cookieValue.length > 4096) {__s.tooLong(cookieValue.length);\n`],
  [
    `setCookie(res, cookieValue);\n        }\n      },\n      destroy`,
    `setCookie(res, cookieValue);__s.saved(sessionConfig, seal.length);\n        }\n      },\n      destroy`,
  ],
  [
    `destroy() {\n          Object.keys(session)`,
    `destroy() {__s.destroying();\n          Object.keys(session)`,
  ],
  [
    `setCookie(res, cookieValue);\n        }\n      }\n    });\n`,
    `setCookie(res, cookieValue);__s.destroyed();\n        }\n      }\n    });\n`,
  ],
  // getIronSession(cookieStore, options)
  [
    `    cookieStore\n  );\n  const session`,
    `    cookieStore\n  );const __s = __ob.begin(sessionOptions, sealFromCookies);\n  const session`,
  ],
  [
    `unsealData2(sealFromCookies, {\n    password: passwordsMap,\n    ttl: sessionConfig.ttl\n  }) : {};\n  Object`,
    `unsealData2(sealFromCookies, __ob.unsealing(__s, {\n    password: passwordsMap,\n    ttl: sessionConfig.ttl\n  })) : {};__s.loaded(session);\n  Object`,
  ],
  [
    `updateConfig(newSessionOptions) {\n        sessionConfig`,
    `updateConfig(newSessionOptions) {__ob.updated(newSessionOptions);\n        sessionConfig`,
  ],
  [`save() {\n        const seal`, `save() {__s.saving();\n        const seal`],
  [`if (cookieLength > 4096) {\n`, `if (cookieLength > 4096) {__s.tooLong(cookieLength);\n`],
  [
    `          sessionConfig.cookieOptions\n        );\n      }\n    },\n    destroy`,
    `          sessionConfig.cookieOptions\n        );__s.saved(sessionConfig, seal.length);\n      }\n    },\n    destroy`,
  ],
  [`destroy() {\n        Object.keys(session)`, `destroy() {__s.destroying();\n        Object.keys(session)`],
  [
    `cookieStore.set(sessionConfig.cookieName, "", cookieOptions);\n`,
    `cookieStore.set(sessionConfig.cookieName, "", cookieOptions);__s.destroyed();\n`,
  ],
]

/** `dist/index.cjs`, for `require`. */
export const IRON_SESSION_CJS: KnownSource = {
  sha256: '4f2a1d2e5a962eca7665b5107599fed512dac0f805e1b1af501066a1f99a3ef8',
  edits: [[`'use strict';\n`, `'use strict';var __ob = module.${PROBES_KEY};\n`], ...EDITS],
}

const TAKEN = `globalThis[Symbol.for('${IRON_PROBES.description ?? ''}')]`

/** `dist/index.js`, for `import`. */
export const IRON_SESSION_ESM: KnownSource = {
  sha256: '951286c1110ee38a66718f54d82c86286878f2e504e133bd2df8837df111cb6f',
  edits: [
    [
      `import * as crypto from 'uncrypto';\n`,
      `import * as crypto from 'uncrypto';var __ob = ${TAKEN};delete ${TAKEN};\n`,
    ],
    ...EDITS,
  ],
}
