import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import { FakeEngines } from './fake-engines.fixture'
import { FakeRunner } from './fake-runner.fixture'
import { Registry } from './registry'

let data: string
let runner: FakeRunner
let open: Registry[]

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'registry-'))
  runner = new FakeRunner()
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((registry) => registry.close()))
  await runner.close()
  rmSync(data, { recursive: true, force: true })
})

function registryOf(most?: number): Registry {
  const registry = new Registry(data, { runner, ...new FakeEngines().parts }, most)
  open.push(registry)
  return registry
}

const FILES = { files: { 'app.js': '1' }, entry: 'app.js' }

it('a workspace being made is not listed; once listed it can be asked for anything', async () => {
  const registry = registryOf()
  const state = { done: false }
  const making = registry.create('ann', FILES).finally(() => (state.done = true))
  while (!state.done) {
    for (const { meta } of registry.list('ann')) {
      const workspace = registry.owned('ann', meta.id)
      await workspace.replaceFiles({ 'app.js': '2' })
      expect(registry.byHost(meta.id)).toBe(workspace)
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  const made = await making
  expect(registry.owned('ann', made.meta.id)).toBe(made)
  expect(registry.list('ann')).toEqual([made])
})

it('many made at once do not get past the learner’s limit', async () => {
  const registry = registryOf()
  const all = Array.from({ length: LIMITS.workspacesPerLearner + 5 }, () => registry.create('ann', FILES))
  const made = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled')
  expect(made).toHaveLength(LIMITS.workspacesPerLearner)
})

it('a workspace whose files cannot be read hides no other', async () => {
  const registry = registryOf()
  const broken = await registry.create('ann', FILES)
  const whole = await registry.create('ann', FILES)
  await registry.close()
  rmSync(join(data, 'workspaces', broken.meta.id, 'files.json'))
  const again = registryOf()
  expect(again.list('ann').map(({ meta }) => meta.id)).toEqual([whole.meta.id])
  expect(again.byHost(broken.meta.id)).toBeNull()
})

it('a full lab says so, and gives up only what nobody touched for long', async () => {
  const registry = registryOf(2)
  const [old, fresh] = [await registry.create('ann', FILES), await registry.create('ann', FILES)]
  await expect(registry.create('bob', FILES)).rejects.toMatchObject({ code: 'lab_full' })
  expect(registry.list('ann')).toHaveLength(2)
  const then = new Date(Date.now() - (LIMITS.workspaceKeptDays + 1) * 24 * 3600_000)
  for (const name of ['trace.jsonl', 'files.json'])
    utimesSync(join(data, 'workspaces', old.meta.id, name), then, then)
  const made = await registry.create('bob', FILES)
  expect(registry.list('ann')).toEqual([fresh])
  expect(registry.list('bob')).toEqual([made])
})
