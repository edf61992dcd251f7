import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chooseRunner } from './choose'
import { eventually, openHarness, type Harness } from './runner.harness'

let lab: Harness
beforeAll(async () => {
  lab = await openHarness('child-process', { alive: 4 })
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

it('closes without waiting for a sandbox that is still being made', async () => {
  const root = mkdtempSync(join(tmpdir(), 'ct-'))
  const [boxes, preload] = [join(root, 'boxes'), join(root, 'never-primed.cjs')]
  writeFileSync(preload, 'setInterval(() => {}, 1000)')
  const runner = await chooseRunner({ forced: 'child-process', boxes, preload, modules: root })
  await eventually(() => readdirSync(boxes).length === 1)
  await runner.close()
  expect(readdirSync(boxes)).toEqual([])
  rmSync(root, { recursive: true, force: true })
})
