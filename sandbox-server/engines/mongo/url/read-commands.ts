import { AS_IT_IS, type Bson, type Document } from '../wire/bson'
import { RawList } from '../wire/raw'
import { closeQuietly } from './cursors'
import { MongoFault } from './fault'
import { assertHarmless } from './harmless'
import { judgePipeline } from './pipeline'
import type { Request } from './request'
import type { Batches } from './upstream'
import { isDocument, isTrue, listIn, numberIn, pick } from './values'
import { runOwn, type Command, type World } from './world'

const FIRST_BATCH = 101
const NEXT_BATCH = 250
const MOST_READ_BYTES = 2 * 1024 * 1024

const find: Command = (request, world) => {
  const carried = [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'singleBatch',
    'max',
    'min',
    'collation',
    'let',
  ]
  const ignored = [
    'batchSize',
    'noCursorTimeout',
    'allowPartialResults',
    'oplogReplay',
    'tailable',
    'awaitData',
  ]
  const { tailable, batchSize } = request.document
  if (isTrue(tailable)) throw new MongoFault('Unauthorized', 'A cursor that waits is not allowed here.')
  const fields = request.fields([...carried, 'returnKey', 'showRecordId'], ignored)
  assertHarmless(fields)
  const size = sizeOf(batchSize, FIRST_BATCH)
  const command = { find: request.collection(), ...fields, batchSize: size }
  return firstBatch(request, world, { namespace: request.namespace(), command, size })
}

const aggregate: Command = (request, world) => {
  const { pipeline, cursor, ...fields } = request.fields(['pipeline', 'cursor', 'hint', 'collation', 'let'])
  if (!isDocument(cursor)) throw new MongoFault('FailedToParse', "The 'cursor' option is required.")
  judgePipeline(pipeline)
  assertHarmless(fields)
  const size = sizeOf(cursor.batchSize, FIRST_BATCH)
  const command = { aggregate: request.collection(), pipeline, cursor: { batchSize: size }, ...fields }
  return firstBatch(request, world, { namespace: request.namespace(), command, size })
}

const listIndexes: Command = (request, world) => {
  request.fields([], ['cursor'])
  const command = { listIndexes: request.collection(), cursor: { batchSize: NEXT_BATCH } }
  const show = (index: Document): Document =>
    'ns' in index ? { ...index, ns: world.names.restore(String(index.ns)) } : index
  return firstBatch(request, world, { namespace: request.namespace(), command, size: NEXT_BATCH, show })
}

const listCollections: Command = (request, world) => {
  const fields = request.fields(['filter', 'nameOnly'], ['cursor', 'authorizedCollections'])
  assertHarmless(fields)
  // All at once: what is MongoDB's own is left out, and a batch of nothing else would be an end.
  const command = { listCollections: 1, ...fields, cursor: { batchSize: NEXT_BATCH } }
  const namespace = `${request.database}.$cmd.listCollections`
  return firstBatch(request, world, { namespace, command, size: NEXT_BATCH, show: showCollection })
}

function showCollection(collection: Document): Document | null {
  if (String(collection.name).startsWith('system.')) return null
  const shown = pick(collection, ['name', 'type', 'options', 'info'])
  return isDocument(collection.idIndex)
    ? { ...shown, idIndex: pick(collection.idIndex, ['v', 'key', 'name']) }
    : shown
}

const count: Command = async (request, world) => {
  const fields = request.fields(['query', 'limit', 'skip', 'hint', 'collation'], ['fields'])
  assertHarmless(fields)
  return shown(await runOwn(request, world, { count: request.collection(), ...fields }), ['n'])
}

const distinct: Command = async (request, world) => {
  const fields = request.fields(['key', 'query', 'collation', 'hint'])
  assertHarmless(fields)
  await assertReadable(request, world)
  return shown(await runOwn(request, world, { distinct: request.collection(), ...fields }), ['values'])
}

/** An answer that is not cut into batches takes as long to read as there is in the database. */
async function assertReadable(request: Request, world: World): Promise<void> {
  const { dataSize } = await runOwn(request, world, { dbStats: 1 })
  if ((numberIn(dataSize) ?? 0) > MOST_READ_BYTES)
    throw new MongoFault(
      'BSONObjectTooLarge',
      `${request.verb} is only answered for a database of less than ${String(MOST_READ_BYTES / 1024 / 1024)} MB here.`,
    )
}

const getMore: Command = async (request, world) => {
  const { collection, batchSize } = request.fields(['collection', 'batchSize'])
  const id = numberIn(request.subject) ?? 0
  const open = world.cursors.take(id, `${request.database}.${String(collection)}`)
  if (!open) throw new MongoFault('CursorNotFound', `cursor id ${String(id)} not found`)
  const { documents, isLast } = await open.batches.next(sizeOf(batchSize, NEXT_BATCH))
  if (!isLast) world.cursors.put(id, open)
  const number = world.bson.Long.fromNumber(isLast ? 0 : id)
  return { cursor: { nextBatch: new RawList(documents), id: number, ns: open.namespace }, ok: 1 }
}

const killCursors: Command = (request, world) => {
  const { cursors } = request.fields(['cursors'])
  const namespace = `${request.database}.${String(request.subject)}`
  const asked = listIn(cursors, 'cursors')
  const found = asked.map((id) => world.cursors.take(numberIn(id) ?? 0, namespace))
  for (const open of found) if (open) closeQuietly(open)
  const killed = asked.filter((_id, index) => found[index])
  const missing = asked.filter((_id, index) => !found[index])
  return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: 1 }
}

interface Question {
  /** As the app is told. */
  namespace: string
  command: Document
  size: number
  /** Each document as the app is shown it; null: not at all. */
  show?: (document: Document) => Document | null
}

async function firstBatch(request: Request, world: World, question: Question): Promise<Document> {
  const { namespace, command, size, show } = question
  const database = world.names.onServer(request.database)
  const opened = world.server.open(database, { ...command, maxTimeMS: request.maxTimeMS })
  const batches = show ? showing(opened, world.bson, show) : opened
  const { documents, isLast } = await batches.next(size)
  const id = isLast ? 0 : world.cursors.keep({ namespace, batches })
  return {
    cursor: { firstBatch: new RawList(documents), id: world.bson.Long.fromNumber(id), ns: namespace },
    ok: 1,
  }
}

/** The same documents as they may be seen. */
function showing(batches: Batches, bson: Bson, show: (document: Document) => Document | null): Batches {
  const shownOf = (bytes: Uint8Array): Uint8Array[] => {
    const document = show(bson.deserialize(bytes, AS_IT_IS))
    return document ? [bson.serialize(document)] : []
  }
  return {
    close: () => batches.close(),
    next: async (size) => {
      const { documents, isLast } = await batches.next(size)
      return { documents: documents.flatMap(shownOf), isLast }
    },
  }
}

/** As many at a time as asked for, within what we like to hold. */
function sizeOf(asked: unknown, usual: number): number {
  const number = numberIn(asked) ?? 0
  return number > 0 ? Math.min(number, 1000) : usual
}

export const shown = (reply: Document, fields: readonly string[]): Document => ({
  ...pick(reply, fields),
  ok: 1,
})

/** Commands that change nothing. */
export const READ_COMMANDS: readonly [string, Command][] = [
  ['find', find],
  ['aggregate', aggregate],
  ['listIndexes', listIndexes],
  ['listCollections', listCollections],
  ['count', count],
  ['distinct', distinct],
  ['getMore', getMore],
  ['killCursors', killCursors],
]
