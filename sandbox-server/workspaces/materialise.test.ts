import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { materialise } from './materialise'

let root: string
let folder: string
let outside: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'materialise-'))
  folder = join(root, 'app')
  outside = join(root, 'outside')
  mkdirSync(outside)
  writeFileSync(join(outside, 'precious'), 'precious')
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const write = (files: Record<string, string>): void => {
  materialise(folder, files, join(root, 'list.json'))
}
const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

describe('materialise', () => {
  it('writes sources, removes those that are gone, keeps what the app made', () => {
    write({ 'app.js': '1', 'views/a.ejs': 'a' })
    writeFileSync(join(folder, 'made-by-app'), 'x')
    write({ 'app.js': '2' })
    expect([read('app.js'), existsSync(join(folder, 'views/a.ejs')), read('made-by-app')]).toEqual([
      '2',
      false,
      'x',
    ])
  })

  it('a file swapped for a link is replaced, not followed', () => {
    write({ 'app.js': '1' })
    rmSync(join(folder, 'app.js'))
    symlinkSync(join(outside, 'precious'), join(folder, 'app.js'))
    write({ 'app.js': '2' })
    expect(lstatSync(join(folder, 'app.js')).isFile()).toBe(true)
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('precious')
  })

  it('a folder swapped for a link is replaced, not followed', () => {
    write({ 'app.js': '1', 'views/precious': 'mine' })
    rmSync(join(folder, 'views'), { recursive: true })
    symlinkSync(outside, join(folder, 'views'))
    write({ 'app.js': '1', 'views/precious': 'new' })
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('precious')
    expect(read('views/precious')).toBe('new')
  })

  it('removing a source that is gone does not reach through a link', () => {
    write({ 'app.js': '1', 'views/precious': 'mine' })
    rmSync(join(folder, 'views'), { recursive: true })
    symlinkSync(outside, join(folder, 'views'))
    write({ 'app.js': '1' })
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('precious')
  })

  it('the app’s folder itself swapped for a link is replaced', () => {
    symlinkSync(outside, folder)
    write({ precious: 'mine' })
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('precious')
  })
})
