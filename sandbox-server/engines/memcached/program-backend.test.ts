import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findProgram } from '../../machine/find-program'
import { MemcachedProgram } from './program-backend'

const program = findProgram('memcached')

it.skipIf(program === null)('leaves no server behind that cannot be given back what was kept', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mp-'))
  const backend = new MemcachedProgram(program ?? '', root)
  await (await backend.start()).rest()
  // No line can name it.
  const item = { key: 'a\nb', expires: -1, flags: '0', data: '' }
  writeFileSync(join(root, 'items.json'), JSON.stringify([item]))
  await expect(backend.start()).rejects.toThrow('A command is one line.')
  // The note of its process goes when that has ended.
  expect(existsSync(join(root, 'pid'))).toBe(false)
  expect(backend.holdsData()).toBe(true)
  rmSync(root, { recursive: true, force: true })
})
