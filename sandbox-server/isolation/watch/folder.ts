import { opendir, lstat, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITS } from '../../../protocol/limits'
import type { LimitName } from '../death-fault'

interface Found {
  path: string
  bytes: number
}

/** Entries are counted until this many: one more than there may be. */
const ENOUGH = LIMITS.sandbox.folderFiles + 1

/** Everything below a folder, links not followed; folders count as entries of no size. */
async function listFolder(folder: string, found: Found[] = []): Promise<Found[]> {
  const entries = await opendir(folder).catch(() => null)
  if (!entries) return found
  for await (const entry of entries) {
    if (found.length >= ENOUGH) return found
    const path = join(folder, entry.name)
    const facts = await lstat(path).catch(() => null)
    found.push({ path, bytes: facts?.isFile() ? facts.blocks * 512 : 0 })
    if (entry.isDirectory()) await listFolder(path, found)
  }
  return found
}

/** Watches how much an app writes into its folders, and clears away what it wrote when that was too much. */
export class FolderWatch {
  private readonly folders: readonly string[]
  private before: Promise<Set<string>>

  constructor(folders: readonly string[]) {
    this.folders = folders
    this.before = this.list().then((found) => new Set(found.map(({ path }) => path)))
  }

  /** The limit that was passed, or null. */
  async look(): Promise<LimitName | null> {
    await this.before
    const found = await this.list()
    if (found.length > LIMITS.sandbox.folderFiles) return 'folderFiles'
    return total(found) > LIMITS.sandbox.folderBytes ? 'folderBytes' : null
  }

  /** Removes files this run made until the folder is within its caps again; returns how many. */
  async clear(): Promise<number> {
    const before = await this.before
    let removed = 0
    for (let rounds = 0; rounds < 1000 && (await this.look()) !== null; rounds += 1) {
      const made = (await this.list()).filter(({ path }) => !before.has(path))
      if (made.length === 0) return removed
      for (const { path } of made) await rm(path, { recursive: true, force: true })
      removed += made.length
    }
    return removed
  }

  private async list(): Promise<Found[]> {
    const found: Found[] = []
    for (const folder of this.folders) await listFolder(folder, found)
    return found
  }
}

const total = (found: readonly Found[]): number => found.reduce((sum, { bytes }) => sum + bytes, 0)
