import type { RedisEngine, RespValue } from '../engine'
import { WorkspaceEngine } from '../workspace-engine'
import { advanceTtls } from './advance-ttls'
import type { RedisService } from './redis-service'

/** One workspace's Redis. */
export class WorkspaceRedis extends WorkspaceEngine<RedisService> implements RedisEngine {
  readonly kind = 'redis'

  async command(args: readonly string[], database = 0): Promise<RespValue> {
    const client = await this.service().inspect()
    return client.commandIn(database, args)
  }

  async advance(milliseconds: number): Promise<void> {
    const service = await this.serviceWithData()
    if (!service) return
    const client = await service.connection()
    try {
      await advanceTtls((args) => client.command(args), milliseconds)
    } finally {
      client.close()
    }
  }
}
