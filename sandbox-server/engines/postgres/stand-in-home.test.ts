import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type * as giving from './give-all'
import { openLab } from './postgres.fixture'

const cut = vi.hoisted(() => ({ short: false }))
vi.mock('./give-all', async (original) => {
  const { giveAll } = await original<typeof giving>()
  return {
    giveAll: (folder: string, uid: number) => {
      if (cut.short) throw new Error('It was cut short.')
      giveAll(folder, uid)
    },
  }
})

it.runIf(process.getuid?.() === 0)(
  'PostgreSQL’s stand-in never runs as us, though the making of its database was cut short',
  async () => {
    const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'stand-in' })
    const { engine } = await lab.open('one')
    cut.short = true
    await engine.start()
    expect(engine.view().fault).toBe('It was cut short.')
    cut.short = false
    await engine.start()
    expect(engine.state(), engine.view().fault ?? '').toBe('running')
    const root = join(lab.data, 'postgres/stand-in')
    const homes = readdirSync(root).filter((name) => /^[0-9a-f]{20}$/.test(name))
    expect(homes).toHaveLength(1)
    for (const home of homes) expect(statSync(join(root, home)).uid).not.toBe(0)
    await lab.close()
  },
  90_000,
)
