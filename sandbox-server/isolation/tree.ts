import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * Removes everything below a path and itself. An app may leave folders nested deeper than a path can name, or without
 * permissions; then the system's own tools, which walk step by step, do it.
 */
export function removeTree(path: string | Buffer): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch (error) {
    if (process.platform === 'win32') throw error
    const named = path.toString()
    spawnSync('chmod', ['-R', 'u+rwx', '--', named], { stdio: 'ignore' })
    if (spawnSync('rm', ['-rf', '--', named], { stdio: 'ignore' }).status !== 0) throw error
  }
}

/** Changes the owner of everything below, links themselves and not what they lead to. */
export function giveTree(path: string, uid: number): void {
  try {
    give(path, uid)
  } catch (error) {
    const owner = `${String(uid)}:${String(uid)}`
    if (spawnSync('chown', ['-hR', owner, '--', path], { stdio: 'ignore' }).status !== 0) throw error
  }
}

function give(path: string, uid: number): void {
  lchownSync(path, uid, uid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) give(join(path, name), uid)
}

/**
 * Makes what an app left behind something that can be read, replaced and deleted: folders are opened to their owner,
 * and a nest deeper than any path can name is removed.
 */
export function tidyTree(folder: string): void {
  for (const path of below(Buffer.from(folder))) {
    try {
      openFolders(path)
    } catch {
      removeTree(path)
    }
  }
}

const OWNER_MAY_ALL = 0o700

function openFolders(path: Buffer): void {
  const { mode, isFolder } = look(path)
  if (!isFolder) return
  if ((mode & OWNER_MAY_ALL) !== OWNER_MAY_ALL) chmodSync(path, (mode | OWNER_MAY_ALL) & 0o777)
  for (const inner of below(path)) openFolders(inner)
}

function look(path: Buffer): { mode: number; isFolder: boolean } {
  const facts = lstatSync(path)
  return { mode: facts.mode, isFolder: facts.isDirectory() }
}

/** Names are bytes: an app may choose some that are no text. */
const below = (folder: Buffer): Buffer[] =>
  readdirSync(folder, { encoding: 'buffer' }).map((name) => Buffer.concat([folder, Buffer.from(sep), name]))
