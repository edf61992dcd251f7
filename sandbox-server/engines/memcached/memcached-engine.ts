import type { MemcachedEngine } from '../engine'
import { WorkspaceEngine } from '../workspace-engine'
import { advanceItems } from './advance-items'
import { listing } from './every-item'
import type { Ask, MemcachedService } from './memcached-service'

/** Asked so, it is answered as completely as the server can. */
const LIST = 'lru_crawler metadump all'

/** One workspace's Memcached. */
export class WorkspaceMemcached extends WorkspaceEngine<MemcachedService> implements MemcachedEngine {
  readonly kind = 'memcached'
  /** Memcached counts whole seconds; what is left over counts the next time. */
  private owedMs = 0

  async ask(line: string, data?: Buffer): Promise<string> {
    const service = this.service()
    const ask: Ask = (said, block) => service.ask(said, block)
    return (await (line === LIST ? listing(ask) : ask(line, data))).toString('utf8')
  }

  async advance(milliseconds: number): Promise<void> {
    const service = await this.serviceWithData()
    if (!service) return
    const whole = Math.floor((this.owedMs + milliseconds) / 1000)
    this.owedMs += milliseconds - whole * 1000
    await advanceItems((line, data) => service.ask(line, data), whole)
  }
}
