import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { z } from 'zod'
import { giveTree, removeTree, tidyTree } from './tree'

/** sun_path holds 108 bytes; the rest is room for the socket's name. */
const LONGEST_SOCKET_FOLDER = 90

const HomeNote = z.object({ home: z.string() })

/** A place on the host for one sandbox: the app's folder and the folder of its sockets. */
export interface Box {
  id: string
  folder: string
  work: string
  run: string
  /** The user the sandbox runs as, when it has one of its own. */
  uid: number | null
}

/**
 * Makes an empty box. For a driver that mounts nothing `modules` is linked in beside the work folder, and an empty
 * package.json says that no package of the host (this project's own, say) is the app's: only its own one counts.
 */
export function makeBox(root: string, uid: number | null, modules: string | null): Box {
  const id = `b${randomBytes(8).toString('hex')}`
  const folder = join(root, id)
  const run =
    join(folder, 'run').length > LONGEST_SOCKET_FOLDER
      ? join(tmpdir(), `crumbtrail-${id}`)
      : join(folder, 'run')
  const box: Box = { id, folder, work: join(folder, 'work'), run, uid }
  for (const path of [folder, box.work, run]) mkdirSync(path, { recursive: true, mode: 0o700 })
  if (modules !== null) {
    symlinkSync(modules, join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package.json'), '{}')
  }
  if (uid !== null) for (const path of [box.work, run]) lchownSync(path, uid, uid)
  if (uid !== null) chmodSync(folder, 0o711)
  return box
}

/** Moves the content of a workspace's folder into the box and gives it to the box's user. */
export function moveIn(box: Box, home: string): void {
  writeFileSync(noteOf(box.folder), JSON.stringify({ home }))
  moveEntries(home, box.work)
  if (box.uid !== null) giveTree(box.work, box.uid)
}

/** Moves everything back to where it came from; what lies there under the same name is older and gives way. */
export function moveOut(box: Pick<Box, 'folder' | 'work' | 'uid'>): void {
  const home = homeOf(box.folder)
  if (home === null) return
  tidyTree(box.work)
  if (box.uid !== null || process.getuid?.() === 0) giveTree(box.work, process.getuid?.() ?? 0)
  mkdirSync(home, { recursive: true })
  moveEntries(box.work, home)
  rmSync(noteOf(box.folder), { force: true })
}

export function removeBox(box: Pick<Box, 'folder' | 'run'>): void {
  removeTree(box.run)
  removeTree(box.folder)
}

/** Brings home the folders that a killed server left in boxes, and removes the boxes. Returns how many came home. */
export function recoverBoxes(root: string): number {
  if (!existsSync(root)) return 0
  let recovered = 0
  for (const id of readdirSync(root)) {
    const folder = join(root, id)
    if (homeOf(folder) !== null) recovered += 1
    moveOut({ folder, work: join(folder, 'work'), uid: null })
    removeBox({ folder, run: join(tmpdir(), `crumbtrail-${id}`) })
  }
  return recovered
}

const noteOf = (folder: string): string => join(folder, 'home.json')

function homeOf(folder: string): string | null {
  try {
    return HomeNote.parse(JSON.parse(readFileSync(noteOf(folder), 'utf8'))).home
  } catch {
    return null
  }
}

/** Renames entry by entry: the work folder itself is mounted in the sandbox and must stay the same one. */
function moveEntries(from: string, to: string): void {
  if (!existsSync(from)) return
  // Names are bytes: an app may choose some that are no text.
  for (const name of readdirSync(from, { encoding: 'buffer' })) {
    const target = Buffer.concat([Buffer.from(to + sep), name])
    if (lstatSync(target, { throwIfNoEntry: false })) removeTree(target)
    renameSync(Buffer.concat([Buffer.from(from + sep), name]), target)
  }
}
