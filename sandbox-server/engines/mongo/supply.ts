import type { Backend } from '../service'
import type { MongoService } from './mongo-engine'

/** Where every workspace's MongoDB comes from. */
export interface MongoSupply {
  backend: (workspace: string, root: string) => Backend<MongoService>
  /** No workspace needs it any more. */
  close: () => Promise<void>
}
