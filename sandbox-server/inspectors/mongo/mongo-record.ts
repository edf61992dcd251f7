import { field } from '../../../protocol/field'
import type { StoreRecord } from '../../../protocol/snapshot'
import { LIMITS } from '../../../protocol/limits'
import { cutRaw, parseJson, type Parse } from '../record-text'
import type { MongoDocument } from './mongo-reader'

const CELL_LENGTH = LIMITS.engine.query.cellLength

/**
 * A document of connect-mongo 6 (dist/index.cjs, `set`): `_id` is the session's id, `expires` a date, `session` JSON text,
 * or the object itself with `stringify: false`, or sealed text with `crypto`.
 */
export function mongoRecord(
  document: MongoDocument,
  { collectionName, sealed }: { collectionName: string; sealed: boolean },
  parse: Parse,
): StoreRecord {
  const { session, expires } = document
  const raw = typeof session === 'string' ? session : JSON.stringify(session ?? null)
  const end = expires instanceof Date && !Number.isNaN(expires.getTime()) ? expires.toISOString() : null
  const native: NonNullable<StoreRecord['native']> = {}
  for (const [name, value] of Object.entries(document))
    Object.defineProperty(native, name, { value: cell(value), enumerable: true })
  return {
    sid: String(document._id),
    data: sealed ? null : sessionOf(document, parse),
    expires: end,
    where: collectionName,
    raw: cutRaw(raw),
    bytes: Buffer.byteLength(raw),
    native: sealed ? Object.assign(native, { sealed }) : native,
  }
}

/** The session in a document, in whichever form the store keeps it. */
export function sessionOf({ session }: MongoDocument, parse: Parse = parseJson): unknown {
  if (session === undefined) return null
  return parse(typeof session === 'string' ? session : JSON.stringify(session))
}

/** The form that the store reads back: text where there was text. */
export function sessionLike(document: MongoDocument, data: unknown): unknown {
  return typeof field(document, 'session') === 'string' ? JSON.stringify(data) : data
}

function cell(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  const text =
    value instanceof Date ? dateText(value) : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH)}…` : text
}

/** As mongosh shows it. */
function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'ISODate(NaN)' : `ISODate('${date.toISOString()}')`
}
