import type { Bson, Document } from '../wire/bson'
import type { Cursors } from './cursors'
import type { DatabaseNames } from './database-names'
import type { OwnDatabases } from './own-databases'
import type { OwnShare } from './own-share'
import type { Request } from './request'
import type { ServerFacts, Upstream } from './upstream'

/** All that one workspace's commands may touch of a server that others use too. */
export interface World {
  server: Upstream
  facts: ServerFacts
  names: DatabaseNames
  databases: OwnDatabases
  cursors: Cursors
  share: OwnShare
  bson: Bson
}

/** Carries out one command, as far as it is allowed, and gives the answer in the app's words. */
export type Command = (request: Request, world: World) => Promise<Document> | Document

/** Sends a judged command to the workspace's own database of that name. */
export function runOwn(request: Request, world: World, command: Document): Promise<Document> {
  return world.server.run(world.names.onServer(request.database), { ...command, maxTimeMS: request.maxTimeMS })
}
