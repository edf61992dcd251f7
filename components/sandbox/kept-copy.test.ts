import { expect, it } from 'vitest'
import { readCopy, type DraftStorage } from './draft'
import { keepRemoved, keepReplaced, removedFile } from './kept-copy'

const STARTER = { 'app.js': '// begin' }
const OWN = { files: { 'app.js': '// mine', 'routes.js': '// routes' }, entry: 'app.js' }

function shelf(): DraftStorage {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) }
}

it('a second reset leaves the copy of the first', () => {
  const storage = shelf()
  keepReplaced(storage, 'lesson', OWN, STARTER)
  keepReplaced(storage, 'lesson', { files: { ...STARTER }, entry: 'app.js' }, STARTER)
  expect(readCopy(storage, 'lesson')?.files).toEqual(OWN.files)
})

it('a removed file is kept beside the copy of a reset', () => {
  const storage = shelf()
  keepReplaced(storage, 'lesson', OWN, STARTER)
  keepRemoved(storage, 'lesson', { files: { ...STARTER, 'new.js': '' }, entry: 'app.js' }, 'new.js')
  expect(readCopy(storage, 'lesson')?.files).toEqual(OWN.files)
  expect(removedFile(storage, 'lesson', STARTER)).toEqual({ 'new.js': '' })
})

it('a removed file is offered until there is one of its name', () => {
  const storage = shelf()
  expect(removedFile(storage, 'lesson', STARTER)).toBe(null)
  keepRemoved(storage, 'lesson', OWN, 'routes.js')
  expect(removedFile(storage, 'lesson', STARTER)).toEqual({ 'routes.js': '// routes' })
  expect(removedFile(storage, 'lesson', OWN.files)).toBe(null)
})
