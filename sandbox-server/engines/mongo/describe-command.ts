import { LIMITS } from '../../../protocol/limits'
import type { Bson, Document } from './wire/bson'
import { RawList } from './wire/raw'

/** Told by every driver all the time, and no work of the app's. */
const CHATTER = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions', 'saslStart', 'saslContinue'])
const ADMINISTRATIVE = new Set(['admin', 'local', 'config'])

export const isChatter = (verb: string): boolean => CHATTER.has(verb)

/** A database that an app asks about the server, not about what it keeps. */
export const isAdministrative = (database: string): boolean => ADMINISTRATIVE.has(database)

/** The command as one would type it, without what drivers add; only its name where it cannot be written down. */
export function commandText(bson: Pick<Bson, 'EJSON'>, document: Document): string {
  const { lsid: _session, $db: _database, $clusterTime: _time, ...command } = document
  try {
    return bson.EJSON.stringify(command).slice(0, LIMITS.engine.commandLength)
  } catch {
    // Nested too deeply, or a field called `_bsontype`, by which the driver knows values of its own.
    return Object.keys(command)[0]?.slice(0, 60) ?? ''
  }
}

export function replyText(answer: Document): string {
  if (isFailure(answer)) return typeof answer.errmsg === 'string' ? cut(answer.errmsg) : 'error'
  const batch = firstBatch(answer.cursor)
  if (batch !== null) return batch === 1 ? '1 document' : `${String(batch)} documents`
  // A number of BSON's own kind is one too.
  const count = answer.n === null ? NaN : Number(answer.n)
  return Number.isFinite(count) ? `n: ${String(count)}` : 'ok'
}

export const isFailure = (answer: Document): boolean => Number(answer.ok) === 0

const cut = (text: string): string => text.slice(0, LIMITS.engine.commandLength)

function firstBatch(cursor: unknown): number | null {
  if (typeof cursor !== 'object' || cursor === null) return null
  const batch: unknown = Reflect.get(cursor, 'firstBatch') ?? Reflect.get(cursor, 'nextBatch')
  return Array.isArray(batch) || batch instanceof RawList ? batch.length : null
}
