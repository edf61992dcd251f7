import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Cluster } from './cluster'
import { findNative } from './native'
import { Tenants } from './tenants'

const native = findNative()

it.skipIf(typeof native === 'string')(
  'a database whose making was cut short is closed to others by the next attempt',
  async () => {
    if (typeof native === 'string') return
    const folder = mkdtempSync(join(tmpdir(), 'ct-tenants-'))
    const cluster = new Cluster(native, folder)
    const tenants = new Tenants(cluster, join(folder, 'tenants'))
    const { database } = (await tenants.prepare('ann')).tenant
    const isOpen = (): Promise<(string | null)[][]> =>
      tenants.ask(`SELECT has_database_privilege('public', $1, 'CONNECT, TEMP')`, [database])
    expect(await isOpen()).toEqual([['f']])
    // As CREATE DATABASE leaves it.
    await tenants.ask(`GRANT CONNECT, TEMP ON DATABASE ${database} TO PUBLIC`)
    await tenants.prepare('ann')
    expect(await isOpen()).toEqual([['f']])
    tenants.close()
    await cluster.rest()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  },
)
