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
        const [version, takesData] = await ask(client).finally(() => {
          client.close()
        })
        // It would take the data of a learner for commands, which nobody has judged.
        if (!takesData)
          return `The Memcached that MEMCACHED_URL names (${version}) is too old: it has no \`ms\`.`
        return {
          name: `Memcached ${version}`,
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

/** Its version, and whether it takes what follows `ms` for data: an item that has ended when it is stored. */
async function ask(client: AskClient): Promise<[version: string, takesData: boolean]> {
  const version = (await client.ask('version')).toString('latin1').replace('VERSION', '').trim()
  const stored = await client.ask('ms ct.probe 2 T-1', Buffer.from('mn'))
  return [version, stored.toString('latin1').startsWith('HD')]
}

/** `host:port`, `host`, or `memcached://host:port`. */
function readAddress(text: string): MemcachedAddress | null {
  const whole = text.includes('://') ? text : `memcached://${text}`
  if (!URL.canParse(whole)) return null
  const { protocol, hostname, port } = new URL(whole)
  if (protocol !== 'memcached:' || hostname === '') return null
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || '11211') }
}
