import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from './runner.harness'

let lab: Harness
beforeAll(async () => {
  lab = await openHarness('child-process')
})
afterAll(async () => {
  await lab.close()
})

it('a lease that cannot begin costs no sandbox and says why', async () => {
  const { lease, folder } = await lab.run({ 'app.js': `require('http').createServer().listen()` })
  await lease.release('kill')
  for (let n = 0; n <= lab.runner.stats().cap; n += 1) {
    await expect(lab.run({}, { folder: join(folder, 'app.js') })).rejects.toThrow('ENOTDIR')
  }
  const isOpen = (): boolean => {
    throw new Error('no door')
  }
  const doors = [{ name: 'x', accept: () => undefined, isOpen }]
  await expect(lab.run({}, { folder, doors })).rejects.toThrow('no door')
  expect(readdirSync(folder)).toEqual(['app.js'])
})
