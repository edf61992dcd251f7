import type { Backend } from '../../service'
import type { Place } from '../../source'
import { AskClient } from '../ask-client'
import type { MemcachedService } from '../memcached-service'
import { MemcachedUrlBackend, openMemcachedServer, type MemcachedAddress } from './backend'

/** The Memcached that the environment names, when it answers. */
export function memcachedUrl(
  url: string | undefined,
): Place<(workspace: string, root: string) => Backend<MemcachedService>> {
  return {
    from: 'url',
    find: async () => {
      if (url === undefined || url === '') return null
      const address = readAddress(url)
      if (!address) return 'MEMCACHED_URL is no address such as host:11211.'
      try {
        const client = new AskClient(await openMemcachedServer(address))
        const reply = await client.ask('version').finally(() => {
          client.close()
        })
        return {
          name: `Memcached ${reply.toString('latin1').replace('VERSION', '').trim()}`,
          why: 'MEMCACHED_URL names it; each workspace has a key space of its own there.',
          use: (workspace, root) => new MemcachedUrlBackend(address, workspace, root),
        }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return `The Memcached that MEMCACHED_URL names cannot be used (${reason}).`
      }
    },
  }
}

/** `host:port`, `host`, or `memcached://host:port`. */
function readAddress(text: string): MemcachedAddress | null {
  const whole = text.includes('://') ? text : `memcached://${text}`
  if (!URL.canParse(whole)) return null
  const { protocol, hostname, port } = new URL(whole)
  if (protocol !== 'memcached:' || hostname === '') return null
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || '11211') }
}
