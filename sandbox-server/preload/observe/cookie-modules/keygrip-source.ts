import type { Edit, KnownSource } from '../known-source'
import { PROBES_KEY } from '../known-source'

const BEGIN: Edit = [`'use strict'\n`, `'use strict';var __ob = module.${PROBES_KEY};\n`]
const MADE: Edit = [
  `this.sign = function(data){ return sign(data, keys[0]) }`,
  `__ob.made(this, keys, algorithm, encoding);this.sign = function(data){ return sign(data, keys[0]) }`,
]
const NONE: Edit = [`return -1\n`, `return __ob.matched(-1)\n`]

/** keygrip 1.1.0 `index.js`, which cookie-session brings along. */
const BROUGHT: KnownSource = {
  sha256: '4a38fe59a5424e779823bd749d4dd790e0d58faca993886a43bb1f68161fc382',
  edits: [BEGIN, MADE, [`        return i\n`, `        return __ob.matched(i)\n`], NONE],
}

/** keygrip 1.0.3 `index.js`, which an app meets that requires keygrip itself. */
const FOUND: KnownSource = {
  sha256: '05cad83214df8cb08982521401ea9970eded6d8d605cea38197d270faf600075',
  edits: [
    BEGIN,
    MADE,
    [`sign(data, keys[i]))) return i`, `sign(data, keys[i]))) return __ob.matched(i)`],
    NONE,
  ],
}

/** Both versions of keygrip that the runtime holds. */
export const KEYGRIP_SOURCES: readonly KnownSource[] = [BROUGHT, FOUND]
