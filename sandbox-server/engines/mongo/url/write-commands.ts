import type { Document } from '../wire/bson'
import { RawDocument } from '../wire/raw'
import { MongoFault } from './fault'
import { assertHarmless } from './harmless'
import { judgeChange, judgeDeletes, judgeUpdates, onlyFields } from './judge-write'
import { FILE_BYTES } from './own-share'
import { shown } from './read-commands'
import type { Request } from './request'
import { isDocument, isTrue, listIn, pick } from './values'
import { runOwn, type Command, type World } from './world'

const INDEX = [
  ...['v', 'key', 'name', 'unique', 'sparse', 'hidden', 'expireAfterSeconds', 'partialFilterExpression'],
  ...['background', 'collation', 'weights', 'default_language', 'language_override', 'textIndexVersion'],
  ...['2dsphereIndexVersion', 'bits', 'min', 'max', 'wildcardProjection'],
]
const MOST_SETTINGS_BYTES = 16 * 1024
const VALIDATION = ['validator', 'validationLevel', 'validationAction']

const insert: Command = async (request, world) => {
  const fields = request.fields(['documents', 'ordered'])
  return write(request, world, { insert: request.collection(), ...fields })
}

const update: Command = async (request, world) => {
  const fields = request.fields(['updates', 'ordered', 'let'])
  const { mayGrow } = judgeUpdates(fields.updates)
  assertHarmless(fields.let)
  return growing(world, mayGrow, () => write(request, world, { update: request.collection(), ...fields }))
}

const remove: Command = async (request, world) => {
  const fields = request.fields(['deletes', 'ordered', 'let'])
  judgeDeletes(fields.deletes)
  assertHarmless(fields.let)
  return showWrite(world, await runOwn(request, world, { delete: request.collection(), ...fields }))
}

const findAndModify: Command = async (request, world) => {
  const carried = [
    'query',
    'remove',
    'new',
    'fields',
    'upsert',
    'sort',
    'arrayFilters',
    'collation',
    'hint',
    'let',
  ]
  const { update: change, ...rest } = request.fields([...carried, 'update'])
  assertHarmless(rest)
  const mayGrow = change !== undefined && (judgeChange(change) || rest.arrayFilters !== undefined)
  const command = {
    findAndModify: request.collection(),
    ...rest,
    ...(change === undefined ? {} : { update: change }),
  }
  const reply = await growing(world, mayGrow, async () => {
    if (!isTrue(rest.remove)) await world.share.admit(request.bytes, request.namespace())
    return world.server.runUnread(world.names.onServer(request.database), {
      ...command,
      maxTimeMS: request.maxTimeMS,
    })
  })
  const raw = Object.entries(shown(reply, ['lastErrorObject', 'value']))
  return Object.fromEntries(
    raw.map(([name, value]) => [name, value instanceof Uint8Array ? new RawDocument(value) : value]),
  )
}

/** What is told again whenever somebody asks what there is must be short. */
function assertShort(request: Request): void {
  if (request.bytes > MOST_SETTINGS_BYTES)
    throw new MongoFault('BSONObjectTooLarge', `${request.verb} takes less than 16 KB here.`)
}

const createIndexes: Command = async (request, world) => {
  assertShort(request)
  const { indexes } = request.fields(['indexes'], ['commitQuorum'])
  const asked = listIn(indexes, 'indexes').map((one) => onlyFields(one, INDEX))
  assertHarmless(asked)
  await world.share.admit(asked.length * FILE_BYTES, request.namespace())
  const reply = await runOwn(request, world, { createIndexes: request.collection(), indexes: asked })
  return shown(reply, ['numIndexesBefore', 'numIndexesAfter', 'createdCollectionAutomatically', 'note'])
}

const dropIndexes: Command = async (request, world) => {
  const { index } = request.fields(['index'])
  const reply = await runOwn(request, world, { dropIndexes: request.collection(), index })
  return shown(reply, ['nIndexesWas', 'msg'])
}

const create: Command = async (request, world) => {
  assertShort(request)
  const fields = request.fields(['capped', 'size', 'max', 'collation', ...VALIDATION], ['autoIndexId'])
  assertHarmless(fields)
  await world.share.admit(FILE_BYTES, request.namespace())
  return shown(await runOwn(request, world, { create: request.collection(), ...fields }), [])
}

const collMod: Command = async (request, world) => {
  assertShort(request)
  const fields = request.fields(['index', ...VALIDATION])
  assertHarmless(fields)
  const reply = await runOwn(request, world, { collMod: request.collection(), ...fields })
  return shown(reply, ['expireAfterSeconds_old', 'expireAfterSeconds_new', 'hidden_old', 'hidden_new'])
}

const drop: Command = async (request, world) => {
  request.fields([])
  const reply = await runOwn(request, world, { drop: request.collection() })
  world.share.doubt()
  return { ...shown(reply, ['nIndexesWas']), ns: request.namespace() }
}

const dropDatabase: Command = async (request, world) => {
  request.fields([])
  await runOwn(request, world, { dropDatabase: 1 })
  world.share.doubt()
  return { dropped: request.database, ok: 1 }
}

async function write(request: Request, world: World, command: Document): Promise<Document> {
  await world.share.admit(request.bytes, request.namespace())
  return showWrite(world, await runOwn(request, world, command))
}

/** Whether it ended well or not, what it wrote is there. */
async function growing(world: World, mayGrow: boolean, run: () => Promise<Document>): Promise<Document> {
  try {
    return await run()
  } finally {
    if (mayGrow) world.share.doubt()
  }
}

function showWrite(world: World, reply: Document): Document {
  const { writeErrors } = reply
  const result = pick(reply, ['n', 'nModified', 'upserted'])
  if (!Array.isArray(writeErrors)) return { ...result, ok: 1 }
  return { ...result, writeErrors: writeErrors.map((one: unknown) => showError(world, one)), ok: 1 }
}

/** MongoDB’s error without what it says of the server. */
export function showError({ names }: Pick<World, 'names'>, error: unknown): Document {
  if (!isDocument(error)) return {}
  const { errmsg } = error
  const facts = pick(error, ['index', 'code', 'codeName', 'keyPattern', 'keyValue'])
  return { ...facts, errmsg: typeof errmsg === 'string' ? names.restore(errmsg) : 'MongoDB refused.' }
}

/** Commands that change what the workspace keeps. */
export const WRITE_COMMANDS: readonly [string, Command][] = [
  ['insert', insert],
  ['update', update],
  ['delete', remove],
  ['findAndModify', findAndModify],
  ['findandmodify', findAndModify],
  ['createIndexes', createIndexes],
  ['dropIndexes', dropIndexes],
  ['deleteIndexes', dropIndexes],
  ['create', create],
  ['collMod', collMod],
  ['drop', drop],
  ['dropDatabase', dropDatabase],
]
