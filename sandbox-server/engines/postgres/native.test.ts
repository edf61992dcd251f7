import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { postgresDriver } from './driver'
import type * as natives from './native'
import type { Native } from './native'

const found = vi.hoisted((): { native: Native | null } => ({ native: null }))
vi.mock('./native', async (original) => {
  const actual = await original<typeof natives>()
  return { ...actual, findNative: () => found.native ?? actual.findNative() }
})

describe('PostgreSQL’s program', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ct-native-'))
  })
  afterEach(() => {
    found.native = null
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })

  /** The package's files, and a program that does this. */
  function make(script: string): Native {
    mkdirSync(join(folder, 'native/lib'), { recursive: true })
    writeFileSync(join(folder, 'native/pg-symlinks.json'), '[]')
    const postgres = join(folder, 'native/postgres')
    writeFileSync(postgres, script)
    chmodSync(postgres, 0o755)
    return { folder: join(folder, 'native'), initdb: postgres, postgres }
  }

  it.each([
    [
      'ends with an error',
      '#!/bin/sh\necho "wrong libc" >&2\nexit 127\n',
      'does not run on this machine: wrong libc.',
    ],
    ['needs a loader that is not here', '#!/lib/ld-nowhere.so\n', 'does not run on this machine: '],
    ['says something else', '#!/bin/sh\necho hello\n', 'is no PostgreSQL.'],
  ])('is left for another source where it %s', async (_what, script, why) => {
    found.native = make(script)
    const driver = await postgresDriver({ env: {}, data: join(folder, 'data') })
    expect(driver.source.from).toBe('stand-in')
    expect(driver.source.why).toContain(why)
    await driver.close()
  })

  it('is named by the version it says itself', async () => {
    found.native = make('#!/bin/sh\necho "postgres (PostgreSQL) 19.3"\n')
    const driver = await postgresDriver({ env: {}, data: join(folder, 'data') })
    expect(driver.source).toMatchObject({ from: 'embedded', name: 'PostgreSQL 19.3' })
    await driver.close()
  })
})
