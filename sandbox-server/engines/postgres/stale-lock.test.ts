import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { removeStaleLock } from './stale-lock'

const cluster = mkdtempSync(join(tmpdir(), 'ct-lock-'))
const lock = join(cluster, 'postmaster.pid')
afterAll(() => {
  rmSync(cluster, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')('the lock of a killed server', () => {
  it.each([
    ['a number that is nobody’s', '4194303\n/data\n'],
    ['a number that is another program’s by now', `${String(process.pid)}\n/data\n`],
  ])('goes when it names %s', (_what, words) => {
    writeFileSync(lock, words)
    removeStaleLock(cluster)
    expect(existsSync(lock)).toBe(false)
  })

  it('need not be there', () => {
    expect(() => {
      removeStaleLock(cluster)
    }).not.toThrow()
  })
})
