import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../protocol/limits'
import { removeTree, tidyTree } from '../tree'
import { FolderWatch } from './folder'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'))
})
afterEach(() => {
  removeTree(folder)
})

/** As an app would, with its own current folder. */
const doInside = (code: string): void =>
  void execFileSync(process.execPath, ['-e', `const fs = require('fs'); ${code}`], { cwd: folder })

/** The times of a file system come in steps. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

const NEST = `for (let i = 0; i < 200; i++) { fs.mkdirSync('d'.repeat(100)); process.chdir('d'.repeat(100)) }`

describe.skipIf(process.platform === 'win32')('a folder being watched', () => {
  it.each([
    ['a few files', `fs.mkdirSync('a/b', { recursive: true }); fs.writeFileSync('a/b/c', 'x')`, null],
    [
      'too many files',
      `for (let i = 0; i < ${String(LIMITS.sandbox.folderFiles + 1)}; i++) fs.writeFileSync('f' + i, '')`,
      'folderFiles',
    ],
    [
      'too many bytes',
      `fs.writeFileSync('big', Buffer.alloc(${String(LIMITS.sandbox.folderBytes + 1)}, 1))`,
      'folderBytes',
    ],
    ['files deeper than a path can name', NEST, 'folderFiles'],
    ['files in a folder whose name is no text', `fs.mkdirSync(Buffer.from([0xff])); `, 'folderFiles'],
    [
      'too many files beside names that are no text',
      `fs.mkdirSync('d'); for (let i = 0; i < 4100; i++) fs.writeFileSync('d/f' + i, '')
       for (let i = 0; i < 50; i++) fs.writeFileSync(Buffer.from([100, 47, 0xff, 97 + i]), '')`,
      'folderFiles',
    ],
    ['a link to everything', `fs.symlinkSync('/', 'all')`, null],
  ])('with %s', async (_what, deed, limit) => {
    writeFileSync(join(folder, 'app.js'), '')
    const watch = new FolderWatch([folder])
    doInside(deed)
    expect(await watch.look()).toBe(limit)
    if (limit === null) return
    await watch.clear()
    expect(await watch.look()).toBeNull()
    expect(readdirSync(folder)).toContain('app.js')
  })
})

describe.skipIf(process.platform === 'win32')('a file from an earlier run', () => {
  it('that grew too large in this one is removed; others stay', async () => {
    writeFileSync(join(folder, 'app.js'), '')
    writeFileSync(join(folder, 'kept.log'), Buffer.alloc(1_000_000, 1))
    writeFileSync(join(folder, 'grown.log'), 'begun')
    await rest()
    const watch = new FolderWatch([folder])
    await rest()
    doInside(
      `fs.appendFileSync('app.js', 'x'); fs.appendFileSync('grown.log', Buffer.alloc(${String(LIMITS.sandbox.folderBytes)}, 1)); fs.utimesSync('grown.log', 1, 1)`,
    )
    expect(await watch.look()).toBe('folderBytes')
    await watch.clear()
    expect(await watch.look()).toBeNull()
    expect(readdirSync(folder).toSorted()).toEqual(['app.js', 'kept.log'])
  })
})

describe.skipIf(process.platform === 'win32')('what an app left behind', () => {
  it('is opened to its owner, and what no path can name is removed', () => {
    mkdirSync(join(folder, 'shut/inner'), { recursive: true })
    doInside(
      `fs.chmodSync('shut/inner', 0); fs.chmodSync('shut', 0); fs.mkdirSync('nest'); process.chdir('nest'); ${NEST}`,
    )
    tidyTree(folder)
    expect(readdirSync(folder)).toEqual(['shut'])
    expect(readdirSync(join(folder, 'shut/inner'))).toEqual([])
  })
})
