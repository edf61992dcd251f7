import {
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Files } from '../../protocol/workspace'

const EXCLUSIVE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW || 0)
const Paths = z.array(z.string())

/**
 * Writes the sources into the folder the app runs in, and removes sources of the last time that are gone. Whatever
 * the app left there (its session files, say) stays. Links the app may have planted are removed, never followed:
 * nothing runs in the folder now, so nothing can swap a path between look and write.
 *
 * `list` is a file beside the folder that remembers which paths were ours.
 */
export function materialise(folder: string, files: Files, list: string): void {
  ensureFolder(folder)
  for (const path of readList(list)) {
    if (!Object.hasOwn(files, path) && hasPlainParents(folder, path))
      rmSync(join(folder, path), { recursive: true, force: true })
  }
  writeFileSync(list, JSON.stringify(Object.keys(files)), { mode: 0o600 })
  for (const [path, text] of Object.entries(files)) {
    makeParents(folder, path)
    writeFresh(join(folder, path), text)
  }
}

function writeFresh(path: string, text: string): void {
  rmSync(path, { recursive: true, force: true })
  const handle = openSync(path, EXCLUSIVE, 0o644)
  try {
    writeFileSync(handle, text)
    fchmodSync(handle, 0o644)
  } finally {
    closeSync(handle)
  }
}

function makeParents(folder: string, path: string): void {
  for (const parent of parentsOf(path)) ensureFolder(join(folder, parent))
}

/** Makes it a real folder, replacing a link or a file of that name. */
function ensureFolder(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  if (found) rmSync(path, { force: true })
  mkdirSync(path, { recursive: true, mode: 0o755 })
}

function hasPlainParents(folder: string, path: string): boolean {
  return parentsOf(path).every((parent) =>
    lstatSync(join(folder, parent), { throwIfNoEntry: false })?.isDirectory(),
  )
}

/** `a/b/c.js` → `a`, `a/b`. */
function parentsOf(path: string): string[] {
  const parents: string[] = []
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) parents.unshift(parent)
  return parents
}

function readList(list: string): string[] {
  try {
    return Paths.parse(JSON.parse(readFileSync(list, 'utf8')))
  } catch {
    // No list yet, or one a crash cut short: at worst a source that is gone stays until it is written again.
    return []
  }
}
