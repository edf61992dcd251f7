import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockData } from './data-lock'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('lockData', () => {
  it('is free again after the holder let go', async () => {
    const unlock = await lockData(folder)
    unlock()
    await expect(lockData(folder)).resolves.toBeTypeOf('function')
  })

  it('takes over from a process that is gone, even when another has its number now', async () => {
    writeFileSync(join(folder, 'lock'), `${String(process.ppid)} 1`)
    await expect(lockData(folder)).resolves.toBeTypeOf('function')
  })

  it.runIf(process.platform === 'linux')(
    'refuses while another process holds it, and names the way out',
    async () => {
      const stat = readFileSync(`/proc/${String(process.ppid)}/stat`, 'utf8')
      const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
      writeFileSync(join(folder, 'lock'), `${String(process.ppid)} ${started}`)
      await expect(lockData(folder, 250)).rejects.toThrow(/CRUMBTRAIL_DATA/)
    },
  )
})
