import type { Document } from '../wire/bson'
import { MongoFault } from './fault'

/** A plain document: no list, and none of BSON’s own kinds, of which one (DBRef) could hide fields. */
export const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

export function documentIn(value: unknown, what: string): Document {
  if (isDocument(value)) return value
  throw new MongoFault('TypeMismatch', `${what} must be a document.`)
}

export function listIn(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new MongoFault('TypeMismatch', `${what} must be a list.`)
}

/** A whole number, however BSON wrote it. */
export function numberIn(value: unknown): number | null {
  const number = Number(value)
  return value !== null && value !== undefined && Number.isSafeInteger(number) ? number : null
}

export const isTrue = (value: unknown): boolean => value === true || (numberIn(value) ?? 0) !== 0

/** Those of the fields that are there, in their order. */
export function pick(document: Document, fields: readonly string[]): Document {
  return Object.fromEntries(
    fields.flatMap((name) => (Object.hasOwn(document, name) ? [[name, document[name]]] : [])),
  )
}
