import { lchownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Gives a folder of ours, and all that lies in it, to a user. Not for folders that others can write to. */
export function giveAll(folder: string, uid: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveAll(path, uid)
    else lchownSync(path, uid, uid)
  }
  lchownSync(folder, uid, uid)
}
