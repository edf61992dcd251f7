import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { EngineDriver } from './engine'
import { announceMissing, type Environment } from './engine.fixture'
import type { ForeignEnvironment } from './foreign-server.fixture'
import { openMemcached } from './memcached/driver'
import { foreignMemcached } from './memcached/foreign-memcached.fixture'
import { openRedis } from './redis/driver'
import { foreignRedis } from './redis/foreign-redis.fixture'

type Open = (options: { env: Environment; folder: string }) => Promise<EngineDriver>

const kinds: [string, ForeignEnvironment | null, Open][] = [
  ['redis', await foreignRedis(), openRedis],
  ['memcached', await foreignMemcached(), openMemcached],
]
for (const [kind, server] of kinds) if (server === null) announceMissing(kind, 'url')
afterAll(() => Promise.all(kinds.map(async ([, server]) => server?.close())))

describe.each(kinds)('a fast-forward with %s from a URL', (_kind, server, open) => {
  it.skipIf(server === null)(
    'wakes it only where the workspace has used it, before a restart too',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ff-'))
      const start = async () => {
        const driver = await open({ env: server?.env ?? {}, folder })
        const changes: string[] = []
        const engine = driver.engine({
          ...{ workspace: 'w', now: Date.now, onCommand: () => undefined },
          onChange: (change) => void changes.push(change),
        })
        return { driver, engine, changes }
      }
      const unused = await start()
      await unused.engine.advance(60_000)
      expect(unused.changes).toEqual([])
      await unused.engine.start()
      await unused.driver.close()

      const again = await start()
      await again.engine.advance(60_000)
      expect(again.engine.state()).toBe('running')
      await again.engine.destroy()
      expect(existsSync(join(folder, 'w'))).toBe(false)
      await again.driver.close()
      rmSync(folder, { recursive: true, force: true })
    },
  )
})
