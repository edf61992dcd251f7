import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openRedis } from './driver'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rd-'))
  vi.stubEnv('PATH', [folder, process.env.PATH].join(delimiter))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const program = (name: string, says: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 })
}
const source = async () =>
  (await openRedis({ env: { CRUMBTRAIL_REDIS: 'program' }, folder: join(folder, 'data') })).source

it('an old Redis does not hide a Valkey that can be used', async () => {
  program('redis-server', 'Redis server v=5.0.14 sha=0 bits=64')
  program('valkey-server', 'Valkey server v=8.1.0 sha=0 bits=64')
  expect((await source()).name).toBe('Valkey 8.1.0')
})

it('says of each why it cannot be used', async () => {
  program('redis-server', 'Redis server v=5.0.14 sha=0 bits=64')
  program('valkey-server', 'nothing')
  const { from, why } = await source()
  expect(from).toBe('none')
  expect(why).toMatch(/redis-server is too old.*valkey-server is too old/)
})
