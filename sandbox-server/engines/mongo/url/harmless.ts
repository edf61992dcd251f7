import type { Document } from '../wire/bson'
import { MongoFault } from './fault'
import { isDocument } from './values'

/** Deeper than MongoDB takes documents. */
const DEEPEST = 200

/** JavaScript that the server would run. */
const SCRIPTS = new Set(['$where', '$function', '$accumulator', '$_internalJsEmit'])

/** Stages that reach beyond one collection or tell of the server; where they may stand, they are judged as stages. */
const STAGES = new Set([
  ...['$out', '$merge', '$lookup', '$graphLookup', '$unionWith', '$facet', '$changeStream'],
  ...['$currentOp', '$listSessions', '$listLocalSessions', '$listSampledQueries', '$listClusterCatalog'],
  ...['$collStats', '$indexStats', '$planCacheStats', '$queryStats', '$search', '$searchMeta', '$vectorSearch'],
])

/** A query or an expression, at any depth; throws where it holds what may not be said on a server that others use. */
export function assertHarmless(value: unknown, depth = 0): void {
  if (depth > DEEPEST) throw new MongoFault('BadValue', 'This is nested too deeply.')
  if (typeof value === 'string') assertNoSecret(value)
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) for (const one of value) assertHarmless(one, depth + 1)
  else if (isDocument(value)) assertFields(value, depth)
  else assertKind(value, depth)
}

function assertFields(document: Document, depth: number): void {
  for (const [name, value] of Object.entries(document)) {
    assertName(name)
    // What stands there is a value, whatever it looks like.
    if (name !== '$literal') assertHarmless(value, depth + 1)
  }
}

function assertName(name: string): void {
  if (SCRIPTS.has(name)) throw noScript()
  // To whoever writes BSON it would be something else than it was to us.
  if (name === '_bsontype') throw new MongoFault('BadValue', 'A field of this name is not allowed here.')
  if (STAGES.has(name) || name.startsWith('$_internal')) throw refuseStage(name)
}

/** BSON’s own kinds: of a reference the fields count, and code is never run. */
function assertKind(value: object, depth: number): void {
  const kind: unknown = Reflect.get(value, '_bsontype')
  if (kind === 'Code') throw noScript()
  if (kind !== 'DBRef') return
  assertHarmless(Reflect.get(value, 'oid'), depth + 1)
  assertHarmless(Reflect.get(value, 'fields'), depth + 1)
}

function assertNoSecret(text: string): void {
  if (text.startsWith('$$USER_ROLES'))
    throw new MongoFault('Unauthorized', 'The roles of the user of a shared MongoDB are not shown.')
}

const noScript = (): MongoFault =>
  new MongoFault('Unauthorized', 'A MongoDB that others use runs no JavaScript for an app.')

/** The refusal of a stage or operator, with its name. */
export const refuseStage = (name: string): MongoFault =>
  new MongoFault('Unauthorized', `${name.slice(0, 60)} is not allowed on a MongoDB that others use.`)
