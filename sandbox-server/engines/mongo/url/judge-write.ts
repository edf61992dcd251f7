import type { Document } from '../wire/bson'
import { MongoFault } from './fault'
import { assertHarmless } from './harmless'
import { judgeUpdatePipeline } from './pipeline'
import { documentIn, isDocument, isTrue, listIn } from './values'

const UPDATE = ['q', 'u', 'c', 'multi', 'upsert', 'collation', 'arrayFilters', 'hint', 'sort']
const DELETE = ['q', 'limit', 'collation', 'hint']

/** A change by a pipeline, of many documents or of many places in one may write more than the command is long. */
export function judgeUpdates(updates: unknown): { mayGrow: boolean } {
  let mayGrow = false
  for (const update of listIn(updates, 'updates')) {
    const { u, ...rest } = onlyFields(update, UPDATE)
    assertHarmless(rest)
    mayGrow = judgeChange(u) || isTrue(rest.multi) || rest.arrayFilters !== undefined || mayGrow
  }
  return { mayGrow }
}

export function judgeDeletes(deletes: unknown): void {
  for (const one of listIn(deletes, 'deletes')) assertHarmless(onlyFields(one, DELETE))
}

/** What is put into a document is a value, whatever it looks like; only `$pull` holds a query. True: it may grow. */
export function judgeChange(change: unknown): boolean {
  if (Array.isArray(change)) {
    judgeUpdatePipeline(change)
    return true
  }
  const document = documentIn(change, 'An update')
  assertHarmless(document.$pull)
  const places = Object.values(document).flatMap((one) => (isDocument(one) ? Object.keys(one) : []))
  return places.some((place) => place.includes('$['))
}

/** The document itself. Throws where it has a field that is not known here. */
export function onlyFields(value: unknown, known: readonly string[]): Document {
  const document = documentIn(value, 'Each entry')
  for (const name of Object.keys(document)) if (!known.includes(name)) throw unknownField(name)
  return document
}

export const unknownField = (name: string): MongoFault =>
  new MongoFault(
    'UnknownField',
    `The field '${name.slice(0, 60)}' is unknown, or not allowed on a MongoDB that others use.`,
  )
