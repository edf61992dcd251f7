import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { redirectConnecting } from '../connect'
import { rehearse } from './rehearse'

const runFolder = mkdtempSync(join(tmpdir(), 'ct-'))
const require = createRequire(join(import.meta.dirname, '../../../runtime/priming.js'))
redirectConnecting(runFolder)

afterAll(() => {
  rmSync(runFolder, { recursive: true, force: true })
})

it.each([['connect-redis'], ['connect-memcached'], ['connect-pg-simple']])(
  'plays the requests of an app with %s to their end, and leaves nothing in the folder',
  async (name) => {
    const failures: unknown[] = []
    const stage = { require, runFolder, socket: join(runFolder, 'app.sock'), patienceMs: 50_000 }
    await rehearse(stage, [name], (failure) => failures.push(failure))
    expect(failures).toEqual([])
    expect(readdirSync(runFolder)).toEqual([])
  },
)

it('lets alone what is no store, and a module that is not there', async () => {
  const failures: unknown[] = []
  const stage = { require: createRequire('/nowhere.js'), runFolder, socket: join(runFolder, 'app.sock') }
  await rehearse(stage, ['pg', 'connect-redis'], (failure) => failures.push(failure))
  expect(failures).toHaveLength(1)
  expect(readdirSync(runFolder)).toEqual([])
})
