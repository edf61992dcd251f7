import type { ForeignEnvironment } from '../foreign-server.fixture'
import { findProgram } from '../../machine/find-program'
import { startForeign } from '../foreign-server.fixture'

/** A Memcached on a port; null where this machine has no program for it. */
export async function foreignMemcached(): Promise<ForeignEnvironment | null> {
  const program = findProgram('memcached')
  if (program === null) return null
  const asRoot = process.getuid?.() === 0 ? ['-u', 'root'] : []
  const { port, close } = await startForeign(program, (port) => [
    ...['-l', '127.0.0.1', '-p', String(port), '-U', '0', ...asRoot],
  ])
  return { env: { CRUMBTRAIL_MEMCACHED: 'url', MEMCACHED_URL: `127.0.0.1:${String(port)}` }, close }
}
