import type { ForeignEnvironment } from '../foreign-server.fixture'
import { findProgram } from '../../machine/find-program'
import { startForeign } from '../foreign-server.fixture'

/** A Redis with a password, of whose databases one is named; null where this machine has no program for it. */
export async function foreignRedis(): Promise<ForeignEnvironment | null> {
  const program = findProgram('redis-server', 'valkey-server')
  if (program === null) return null
  const { port, close } = await startForeign(program, (port) => [
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--requirepass', 'pass'],
  ])
  const url = `redis://:pass@127.0.0.1:${String(port)}/3`
  return { env: { CRUMBTRAIL_REDIS: 'url', REDIS_URL: url }, close }
}
