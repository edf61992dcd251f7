import type { Backend } from '../../service'
import type { Place } from '../../source'
import type { RedisService } from '../redis-service'
import { RespClient } from '../resp-client'
import { UrlBackend } from './backend'
import { openServer, readAddress } from './server-address'

/** The Redis that the environment names, when it answers. */
export function redisUrl(
  url: string | undefined,
): Place<(workspace: string, root: string) => Backend<RedisService>> {
  return {
    from: 'url',
    find: async () => {
      if (url === undefined || url === '') return null
      const address = readAddress(url)
      if (!address) return 'REDIS_URL is no address such as redis://host:6379.'
      try {
        const client = new RespClient(await openServer(address))
        const info = await client.command(['INFO', 'server']).finally(() => {
          client.close()
        })
        const version = /redis_version:([\d.]+)/.exec(typeof info === 'string' ? info : '')?.[1] ?? ''
        return {
          name: `Redis ${version}`.trim(),
          why: 'REDIS_URL names it; each workspace has a key space of its own there.',
          use: (workspace, root) => new UrlBackend(address, workspace, root),
        }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return `The Redis that REDIS_URL names cannot be used (${reason}).`
      }
    },
  }
}
