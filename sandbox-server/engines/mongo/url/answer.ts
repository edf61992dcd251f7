import type { Document } from '../wire/bson'
import { MongoFault } from './fault'
import { READ_COMMANDS } from './read-commands'
import { Request } from './request'
import { SERVER_COMMANDS } from './server-commands'
import { ServerFault } from './upstream'
import type { World } from './world'
import { showError, WRITE_COMMANDS } from './write-commands'

const COMMANDS = new Map([...SERVER_COMMANDS, ...READ_COMMANDS, ...WRITE_COMMANDS])

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean)

/** Commands that MongoDB has and a learner may not use here; every other is none. */
const REFUSED = new Set(
  words(`abortReshardCollection abortTransaction addShard analyze applyOps autoSplitVector bulkWrite checkShardingIndex
    clearJumboChunk cloneCollection cloneCollectionAsCapped commitTransaction compact connPoolStats
    convertToCapped copydb createRole createUser createSearchIndexes currentOp dataSize dbHash driverOIDTest
    dropAllRolesFromDatabase dropAllUsersFromDatabase dropConnections dropRole dropUser enableSharding eval explain
    features filemd5 flushRouterConfig forceerror fsync fsyncUnlock geoSearch getCmdLineOpts getDefaultRWConcern
    getLog getParameter getShardMap godinsert grantPrivilegesToRole grantRolesToRole grantRolesToUser group hostInfo
    internalRenameIfOptionsAndIndexesMatch killAllSessions killAllSessionsByPattern killOp killSessions
    listCommands listLocalSessions listShards lockInfo logRotate mapReduce mapreduce moveChunk movePrimary netstat
    parallelCollectionScan planCacheClear planCacheListFilters profile reIndex removeShard renameCollection
    replSetGetStatus replSetInitiate replSetReconfig replSetStepDown resetError reshardCollection
    revokePrivilegesFromRole revokeRolesFromRole revokeRolesFromUser rolesInfo rotateCertificates serverStatus
    setDefaultRWConcern setFeatureCompatibilityVersion setParameter setProfilingLevel shardCollection shutdown
    split top touch updateRole updateUser usersInfo validate validateDBMetadata whatsmyuri`),
)

/** The answer to one command of an app on a MongoDB that others use too. Never rejects. */
export async function answerCommand(document: Document, bytes: number, world: World): Promise<Document> {
  try {
    const request = new Request(document, bytes)
    const command = COMMANDS.get(request.verb)
    if (!command) throw refuse(request.verb)
    return await command(request, world)
  } catch (error) {
    return faultReply(error, world)
  }
}

function refuse(verb: string): MongoFault {
  const name = verb.slice(0, 60)
  return REFUSED.has(verb)
    ? new MongoFault('Unauthorized', `${name} is not allowed on a MongoDB that others use.`)
    : new MongoFault('CommandNotFound', `no such command: '${name}'`)
}

/** MongoDB’s own words where they are its own; of anything else, which may tell of the server, only that it failed. */
function faultReply(error: unknown, world: World): Document {
  if (error instanceof MongoFault) return error.reply()
  if (error instanceof ServerFault) return { ...showError(world, error.response), ok: 0 }
  if (error instanceof RangeError) return new MongoFault('BadValue', 'This is nested too deeply.').reply()
  const names = error instanceof Error ? error.name : ''
  return names.startsWith('BSON')
    ? new MongoFault('BadValue', 'This document cannot be read.').reply()
    : new MongoFault('HostUnreachable', 'The MongoDB that MONGO_URL names does not answer.').reply()
}
