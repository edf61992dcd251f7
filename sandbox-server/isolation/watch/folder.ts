import { readdirSync } from 'node:fs'
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

/** At once, before the app can write: what is there from earlier runs is not cleared away. */
const pathsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))

/** Watches how much an app writes into its folders, and clears away what it wrote when that was too much. */
export class FolderWatch {
  private readonly folders: readonly string[]
  private readonly before: ReadonlySet<string>

  constructor(folders: readonly string[]) {
    this.folders = folders
    this.before = new Set(folders.flatMap(pathsBelow))
  }

  /** The limit that was passed, or null. */
  async look(): Promise<LimitName | null> {
    const found = await this.list()
    if (found.length > LIMITS.sandbox.folderFiles) return 'folderFiles'
    return total(found) > LIMITS.sandbox.folderBytes ? 'folderBytes' : null
  }

  /** Removes everything this run made; what was there before stays. Returns how many entries went. */
  async clear(): Promise<number> {
    for (let removed = 0; ;) {
      const made = (await this.list()).filter(({ path }) => !this.before.has(path))
      if (made.length === 0) return removed
      await Promise.all(made.map(({ path }) => rm(path, { recursive: true, force: true })))
      removed += made.length
    }
  }

  private async list(): Promise<Found[]> {
    const found: Found[] = []
    for (const folder of this.folders) await listFolder(folder, found)
    return found
  }
}

const total = (found: readonly Found[]): number => found.reduce((sum, { bytes }) => sum + bytes, 0)
