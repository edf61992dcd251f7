import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeBox, moveIn, moveOut, recoverBoxes, removeBox } from './box'

let root = ''
let home = ''
let boxes = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'box-'))
  home = join(root, 'home')
  boxes = join(root, 'boxes')
  mkdirSync(join(home, 'lib'), { recursive: true })
  writeFileSync(join(home, 'app.js'), 'a')
  writeFileSync(join(home, 'lib/b.js'), 'b')
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

describe('a box', () => {
  it('takes a folder in and gives it back with what was added', () => {
    const box = makeBox(boxes, null, null)
    moveIn(box, home)
    expect(readdirSync(home)).toEqual([])
    writeFileSync(join(box.work, 'new.txt'), 'new')
    moveOut(box)
    removeBox(box)
    expect(readdirSync(home).sort()).toEqual(['app.js', 'lib', 'new.txt'])
    expect(readFileSync(join(home, 'lib/b.js'), 'utf8')).toBe('b')
    expect(existsSync(box.folder)).toBe(false)
  })

  it('comes home after a server was killed, even in the middle of moving', () => {
    const box = makeBox(boxes, null, null)
    moveIn(box, home)
    writeFileSync(join(home, 'left-behind.js'), '')
    expect(recoverBoxes(boxes)).toBe(1)
    expect(readdirSync(home).sort()).toEqual(['app.js', 'left-behind.js', 'lib'])
    expect(readdirSync(boxes)).toEqual([])
    expect(recoverBoxes(boxes)).toBe(0)
  })
})
