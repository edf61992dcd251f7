import type { ObservedModule } from './compile-hook'
import { PROBES_KEY, instrument, type KnownSource } from './known-source'
import { viewPlainly } from './plain-view'
import { cutText, isReadable, ownValue, quietly } from './read-safely'

/**
 * connect-pg-simple 10.0.0 `index.js`: the constructor keeps its options in private fields, so they are seen where they
 * come in.
 */
const KNOWN: KnownSource = {
  sha256: '24da9696c8a98580983b71de73666122033308e43f723783ca41c428c5deb449',
  edits: [
    [`'use strict';`, `'use strict';const __made = module.${PROBES_KEY};`],
    ['super(options);', 'super(options);__made(this, options);'],
  ],
}

const PLAIN = [
  'schemaName',
  'tableName',
  'createTableIfMissing',
  'ttl',
  'disableTouch',
  'conString',
  'pruneSessionInterval',
  'pruneSessionRandomizedInterval',
]
/** Told by their presence alone: clients and functions. */
const PRESENT = ['pool', 'pgPromise', 'errorLog']

const optionsOf = new WeakMap<object, Record<string, unknown>>()

/** Sees the options of every store that connect-pg-simple makes, when it is the version we know. */
export const postgresStores: ObservedModule = {
  file: /[\\/]node_modules[\\/]connect-pg-simple[\\/]index\.js$/,
  instrument: (source) => instrument(source, KNOWN),
  probes: made,
  recognised: () => undefined,
  unrecognised: (exports) => exports,
}

/** The options a store of connect-pg-simple was made with, as plain facts; null for any other store. */
export function postgresOptions(store: unknown): Record<string, unknown> | null {
  return isReadable(store) ? (optionsOf.get(store) ?? null) : null
}

function made(store: unknown, options: unknown): void {
  quietly(() => {
    if (isReadable(store)) optionsOf.set(store, describe(options))
  })
}

function describe(options: unknown): Record<string, unknown> {
  const described: Record<string, unknown> = {}
  for (const name of PLAIN) {
    const value = ownValue(options, name)
    if (typeof value === 'string') described[name] = cutText(value, 300)
    else if (typeof value === 'number' || typeof value === 'boolean') described[name] = value
    else if (typeof value === 'function') described[name] = '[function]'
  }
  for (const name of PRESENT) {
    const value = ownValue(options, name)
    if (value !== undefined) described[name] = typeof value === 'function' ? '[function]' : '[given]'
  }
  const conObject = ownValue(options, 'conObject')
  if (isReadable(conObject)) described.conObject = viewPlainly(conObject).value
  return described
}
