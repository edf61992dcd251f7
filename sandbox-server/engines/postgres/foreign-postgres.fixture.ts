import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ForeignEnvironment } from '../foreign-server.fixture'
import { Cluster } from './cluster'
import { findNative } from './native'

/** A PostgreSQL that we know nothing of but its address; null where this machine has no program for it. */
export async function foreignPostgres(): Promise<ForeignEnvironment | null> {
  const native = findNative()
  if (typeof native === 'string') return null
  const folder = mkdtempSync(join(tmpdir(), 'ct-url-'))
  const server = new Cluster(native, folder)
  const { admin } = await server.run()
  const url = `postgres://${admin.user}:${admin.password}@localhost/postgres?host=${join(folder, 'sockets')}`
  const close = async (): Promise<void> => {
    await server.rest()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  return { env: { CRUMBTRAIL_POSTGRES: 'url', DATABASE_URL: url }, close }
}
