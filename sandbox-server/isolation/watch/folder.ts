import { readdirSync, type Dirent } from 'node:fs'
import { lstat, readdir, rm, unlink } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { LIMITS } from '../../../protocol/limits'
import type { LimitName } from '../death-fault'
import { removeTree } from '../tree'

const { folderBytes, folderFiles } = LIMITS.sandbox
/** Looked at side by side; more would keep Node's few file threads from everybody else. */
const BATCH = 32

/** Watches how much an app writes into its folders, and clears away what it wrote when that was too much. */
export class FolderWatch {
  private readonly folders: readonly string[]
  private readonly before: ReadonlySet<string>
  private readonly began = Date.now()

  constructor(folders: readonly string[]) {
    this.folders = folders
    this.before = new Set(folders.flatMap(pathsBelow))
  }

  /** The limit that was passed, or null. Counting is cheap and comes first. */
  async look(): Promise<LimitName | null> {
    const paths: string[] = []
    try {
      for await (const { path } of this.entries()) {
        paths.push(path)
        if (paths.length > folderFiles) return 'folderFiles'
      }
    } catch (error) {
      if (error instanceof HiddenFolder) return 'folderFiles'
      throw error
    }
    let bytes = 0
    for (const batch of batches(paths)) bytes += sum(await Promise.all(batch.map(bytesOf)))
    return bytes > folderBytes ? 'folderBytes' : null
  }

  /** Removes everything this run made; what was there before stays, unless it is what grew too large in this run. */
  async clear(): Promise<void> {
    await this.clearNew()
    if ((await this.look()) === 'folderBytes') await this.clearGrown()
  }

  private async clearNew(): Promise<void> {
    let batch: Promise<void>[] = []
    for await (const { path, isFolder } of this.entries(false)) {
      if (this.before.has(path)) continue
      if (!isText(path)) {
        removeNoText(dirname(path))
        continue
      }
      const gone = isFolder ? rm(path, { recursive: true, force: true }) : unlink(path)
      batch.push(
        gone.catch(() => {
          removeTree(path)
        }),
      )
      if (batch.length < BATCH) continue
      await Promise.all(batch)
      batch = []
    }
    await Promise.all(batch)
  }

  /** What was written in this run, the largest first, until the rest is no longer too much. */
  private async clearGrown(): Promise<void> {
    const files: { path: string; bytes: number; changedAt: number }[] = []
    for await (const { path } of this.entries(false)) {
      const facts = await lstat(path).catch(() => null)
      if (facts?.isFile()) files.push({ path, bytes: facts.blocks * 512, changedAt: facts.ctimeMs })
    }
    let left = sum(files.map(({ bytes }) => bytes))
    // An app can set the time a file was written, and not the time it was changed.
    const changed = files.filter(({ changedAt }) => changedAt > this.began)
    for (const { path, bytes } of changed.toSorted((a, b) => b.bytes - a.bytes)) {
      if (left <= folderBytes) return
      removeTree(path)
      left -= bytes
    }
  }

  private async *entries(strict = true): AsyncGenerator<Entry> {
    for (const folder of this.folders) yield* walk(folder, strict)
  }
}

/** A folder that no path or text can name: what an app writes into it could not be counted. */
class HiddenFolder extends Error {}

/** At once, before the app can write: what is there from earlier runs is not cleared away. */
function pathsBelow(folder: string): string[] {
  const entries = namesIn(folder)
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? [path, ...pathsBelow(path)] : [path]
  })
}

function namesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Names are bytes. Those that are no text arrive with a sign of replacement, under which nothing can be found. */
const isText = (name: string): boolean => !name.includes('\uFFFD')

/** Removes what in a folder has such a name. */
function removeNoText(folder: string): void {
  for (const name of bytesIn(folder)) {
    if (!isText(name.toString())) removeTree(Buffer.concat([Buffer.from(folder + sep), name]))
  }
}

/** None when the folder itself is being removed: the walk that named it is behind. */
function bytesIn(folder: string): Buffer[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' })
  } catch {
    return []
  }
}

interface Entry {
  path: string
  isFolder: boolean
}

/** Everything below a folder, links not followed. One question for each folder: an app writes faster than one for each file. */
async function* walk(folder: string, strict: boolean): AsyncGenerator<Entry> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (strict && error instanceof Error && 'code' in error && error.code === 'ENAMETOOLONG')
      throw new HiddenFolder()
    return []
  })
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const isFolder = entry.isDirectory()
    yield { path, isFolder }
    if (!isFolder) continue
    if (strict && !isText(entry.name)) throw new HiddenFolder()
    yield* walk(path, strict)
  }
}

/** What a file takes on the disk; sparse files take little. */
async function bytesOf(path: string): Promise<number> {
  const facts = await lstat(path).catch(() => null)
  return facts?.isFile() ? facts.blocks * 512 : 0
}

function* batches(paths: readonly string[]): Generator<string[]> {
  for (let start = 0; start < paths.length; start += BATCH) yield paths.slice(start, start + BATCH)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
