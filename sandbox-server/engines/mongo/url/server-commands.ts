import { randomBytes } from 'node:crypto'
import type { Document } from '../wire/bson'
import { MongoFault } from './fault'
import { shown } from './read-commands'
import { isTrue, numberIn, pick } from './values'
import { runOwn, type Command } from './world'

/** A command with all it carries; longer ones are not taken. */
export const MOST_BYTES = 4 * 1024 * 1024
/** The same for what takes time to read: fields at any depth, of all documents in it. */
export const MOST_FIELDS = 20_000
const SESSION_MINUTES = 30

const hello: Command = (request, { facts }): Document => ({
  helloOk: true,
  ...(request.verb === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
  // To such a server a driver does not log in. Any user and password are right here, and only who knows the password
  // could play the server's part of a log-in.
  arbiterOnly: true,
  maxBsonObjectSize: MOST_BYTES / 2,
  maxMessageSizeBytes: MOST_BYTES,
  maxWriteBatchSize: 2000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: SESSION_MINUTES,
  minWireVersion: 0,
  maxWireVersion: facts.wireVersion,
  readOnly: false,
  ok: 1,
})

const ping: Command = async (request, world) => shown(await runOwn(request, world, { ping: 1 }), [])

const buildInfo: Command = (_request, { facts }) => {
  const numbers = facts.version.split(/[.-]/).flatMap((part) => numberIn(part) ?? [])
  return { version: facts.version, versionArray: numbers, bits: 64, maxBsonObjectSize: MOST_BYTES / 2, ok: 1 }
}

const connectionStatus: Command = () => ({
  authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] },
  ok: 1,
})

const refuseLogin: Command = () => {
  throw new MongoFault('AuthenticationFailed', 'Nobody needs to log in here: any user and password are right.')
}

const listDatabases: Command = async (request, { databases, names }) => {
  const { nameOnly } = request.fields(['nameOnly'], ['authorizedDatabases'])
  const all = await databases.all(isTrue(nameOnly))
  const own = all.flatMap((one) => {
    const name = names.inApp(one.name)
    return name === null ? [] : [{ ...pick(one, ['sizeOnDisk', 'empty']), name }]
  })
  if (isTrue(nameOnly)) return { databases: own, ok: 1 }
  const totalSize = all.reduce((sum, { sizeOnDisk }) => sum + (numberIn(sizeOnDisk) ?? 0), 0)
  return { databases: own, totalSize, totalSizeMb: Math.floor(totalSize / 1024 / 1024), ok: 1 }
}

const dbStats: Command = async (request, world) => {
  const fields = request.fields(['scale'], ['freeStorage'])
  const stats = await runOwn(request, world, { dbStats: 1, ...fields })
  const told = [
    'collections',
    'views',
    'objects',
    'avgObjSize',
    'dataSize',
    'storageSize',
    'indexes',
    'indexSize',
  ]
  return { db: request.database, ...shown(stats, [...told, 'totalSize', 'scaleFactor']) }
}

const collStats: Command = async (request, world) => {
  const fields = request.fields(['scale'])
  const stats = await runOwn(request, world, { collStats: request.collection(), ...fields })
  const told = [
    'size',
    'count',
    'avgObjSize',
    'storageSize',
    'capped',
    'nindexes',
    'totalIndexSize',
    'indexSizes',
  ]
  return { ns: request.namespace(), ...shown(stats, [...told, 'totalSize', 'scaleFactor']) }
}

const startSession: Command = (_request, { bson }) => {
  const id: Document = bson.deserialize(bson.serialize({ id: randomBytes(16) }))
  return { id, timeoutMinutes: SESSION_MINUTES, ok: 1 }
}

const nothing: Command = () => ({ ok: 1 })

/** Commands about the server, answered with what an app may know of it. */
export const SERVER_COMMANDS: readonly [string, Command][] = [
  ['hello', hello],
  ['isMaster', hello],
  ['ismaster', hello],
  ['ping', ping],
  ['buildInfo', buildInfo],
  ['buildinfo', buildInfo],
  ['connectionStatus', connectionStatus],
  ['saslStart', refuseLogin],
  ['saslContinue', refuseLogin],
  ['authenticate', refuseLogin],
  ['listDatabases', listDatabases],
  ['dbStats', dbStats],
  ['dbstats', dbStats],
  ['collStats', collStats],
  ['collstats', collStats],
  ['startSession', startSession],
  ['endSessions', nothing],
  ['refreshSessions', nothing],
  ['logout', nothing],
]
