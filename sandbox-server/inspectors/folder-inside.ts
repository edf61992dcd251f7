import { randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, opendir, rename, unlink } from 'node:fs/promises'
import path from 'node:path'

/** Only Linux offers open descriptors as paths. */
const isLinux = process.platform === 'linux'
const NO_FOLLOW = isLinux || process.platform === 'darwin' ? constants.O_NOFOLLOW : 0
const FOLDER = constants.O_RDONLY | NO_FOLLOW | (isLinux ? constants.O_DIRECTORY : 0)
/** O_NONBLOCK: a named pipe answers at once instead of holding us. */
const FILE = constants.O_RDONLY | NO_FOLLOW | (isLinux ? constants.O_NONBLOCK : 0)

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW

export interface FileText {
  /** At most the bytes asked for. */
  text: string
  /** Of the whole file. */
  bytes: number
}

/**
 * A folder inside another one, reached step by step without following links. On Linux each step goes through the open
 * folder's descriptor, so a folder that its owner swaps for a link meanwhile leads nowhere else.
 */
export class FolderInside {
  private constructor(
    private readonly handle: FileHandle | null,
    private readonly place: string,
  ) {}

  /** Null when there is no such folder, a link stands in the way, or `relative` leads out of `root`. */
  static async open(root: string, relative: string): Promise<FolderInside | null> {
    const steps = path.posix
      .normalize(relative)
      .split('/')
      .filter((step) => step !== '' && step !== '.')
    if (path.posix.isAbsolute(relative) || steps.includes('..') || relative.includes('\0')) return null
    let folder = await FolderInside.at(root)
    for (const step of steps) {
      const parent = folder
      folder = parent && (await FolderInside.at(path.join(parent.place, step)))
      await parent?.close()
    }
    return folder
  }

  private static async at(place: string): Promise<FolderInside | null> {
    try {
      if (!isLinux) return (await lstat(place)).isDirectory() ? new FolderInside(null, place) : null
      const handle = await open(place, FOLDER)
      return new FolderInside(handle, `/proc/self/fd/${String(handle.fd)}`)
    } catch {
      // Missing, a link, or no folder: for the caller there is nothing to see.
      return null
    }
  }

  /** Names of at most `most` entries that `wanted` accepts. */
  async names(wanted: (name: string) => boolean, most: number): Promise<string[]> {
    const names: string[] = []
    for await (const entry of await opendir(this.place)) {
      if (entry.isFile() && wanted(entry.name)) names.push(entry.name)
      if (names.length >= most) break
    }
    return names
  }

  /** When a name last came or went: milliseconds since the epoch. */
  async changedAt(): Promise<number> {
    const stat = this.handle ? await this.handle.stat() : await lstat(this.place)
    return stat.mtimeMs
  }

  /** The start of a plain file; null when it is gone, a link, or something else. */
  async readText(name: string, mostBytes: number): Promise<FileText | null> {
    const file = await this.openFile(name)
    if (!file) return null
    try {
      const stat = await file.stat()
      if (!stat.isFile()) return null
      const buffer = Buffer.alloc(Math.min(stat.size, mostBytes))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
      return { text: buffer.subarray(0, bytesRead).toString('utf8'), bytes: stat.size }
    } finally {
      await file.close()
    }
  }

  /** Milliseconds since the epoch; 0 when it is gone. */
  async modifiedAt(name: string): Promise<number> {
    try {
      return (await lstat(path.join(this.place, name))).mtimeMs
    } catch {
      return 0
    }
  }

  /** Puts a new file in the place of a plain one, with its owner and mode, whole or not at all; false when there is none. */
  async replace(name: string, text: string): Promise<boolean> {
    const old = await this.stat(name)
    if (!old) return false
    // A name as session-file-store's own write-file-atomic makes: nobody takes it for a record.
    const beside = path.join(this.place, `${name.slice(0, 40)}.${String(randomBytes(4).readUInt32BE())}`)
    const file = await open(beside, NEW_FILE, 0o600)
    try {
      await file.writeFile(text)
      if (old.uid !== process.geteuid?.()) await file.chown(old.uid, old.gid)
      await file.chmod(old.mode & 0o777)
    } catch (error) {
      await unlink(beside).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
    await rename(beside, path.join(this.place, name))
    return true
  }

  /** Deletes a plain file; false when there is none. */
  async remove(name: string): Promise<boolean> {
    if (!(await this.stat(name))) return false
    try {
      await unlink(path.join(this.place, name))
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  async close(): Promise<void> {
    await this.handle?.close()
  }

  private async stat(name: string): Promise<Stats | null> {
    try {
      const stat = await lstat(path.join(this.place, name))
      return stat.isFile() ? stat : null
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  private async openFile(name: string): Promise<FileHandle | null> {
    const place = path.join(this.place, name)
    try {
      if (!isLinux && !(await lstat(place)).isFile()) return null
      return await open(place, FILE)
    } catch {
      // Gone since it was listed, or swapped for a link or a socket.
      return null
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
