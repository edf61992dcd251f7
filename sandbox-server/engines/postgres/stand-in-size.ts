import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { LIMITS } from '../../../protocol/limits'

const MB = 1024 * 1024
const LOOK_MS = 2000
/** Looked at side by side; more would keep Node's few file threads from everybody else. */
const BATCH = 32
/** A database somewhat too large is one that its learner can still make smaller. */
const DATA_BYTES = LIMITS.engine.databaseBytes * 1.5
/** What was written since the last checkpoint, which nobody makes but us, and what one statement may come to. */
const LOG_BYTES = { calm: 64 * MB, most: 256 * MB }

const TOO_LARGE = `The database is full: more than ${String(LIMITS.engine.databaseBytes / MB)} MB is what no workspace has. The stand-in for PostgreSQL was ended, and the next connection starts it empty.`
const TOO_MUCH = `The stand-in for PostgreSQL wrote more than ${String(LOG_BYTES.most / MB)} MB without an end, so it was ended. The next connection starts it anew.`

export interface SizeParts {
  /** The database's folder, and that of an empty one. */
  data: string
  empty: string
  /** Gives back the room of the log. */
  checkpoint: () => Promise<unknown>
  /** It must end. `forget`: with all it holds, for it would be too large again. */
  onOver: (why: string, forget: boolean) => void
}

/** Watches how much a database of the stand-in's takes on the disk, which knows no limit itself. */
export class StandInSize {
  private readonly parts: SizeParts
  private empty: number | null = null
  private timer: NodeJS.Timeout | null = null
  private isOver = false
  private checkpointing: Promise<unknown> | null = null

  constructor(parts: SizeParts) {
    this.parts = parts
  }

  /** Looks now and then, once at a time, until `stop`. */
  watch(): void {
    if (this.isOver) return
    this.timer = setTimeout(() => {
      this.look()
        // Files come and go meanwhile; the next look tells.
        .catch(() => undefined)
        .finally(() => {
          this.watch()
        })
    }, LOOK_MS).unref()
  }

  stop(): void {
    this.isOver = true
    if (this.timer) clearTimeout(this.timer)
  }

  async look(): Promise<void> {
    const { data, empty } = this.parts
    this.empty ??= (await sizeOf(empty)).data
    const size = await sizeOf(data)
    if (this.isOver) return
    if (size.data - this.empty > DATA_BYTES) this.end(TOO_LARGE, true)
    else if (size.log > LOG_BYTES.most) this.end(TOO_MUCH, false)
    else if (size.log > LOG_BYTES.calm) this.beginCheckpoint()
  }

  /** Not waited for: it gets its turn after the statement that writes so much, which is what must be looked at. */
  private beginCheckpoint(): void {
    this.checkpointing ??= this.parts
      .checkpoint()
      // The next look asks for it again.
      .catch(() => undefined)
      .finally(() => {
        this.checkpointing = null
      })
  }

  private end(why: string, forget: boolean): void {
    this.stop()
    this.parts.onOver(why, forget)
  }
}

/** Bytes on the disk: of its log, and of everything else. */
async function sizeOf(folder: string): Promise<{ data: number; log: number }> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  const size = { data: 0, log: 0 }
  for (let at = 0; at < files.length; at += BATCH) {
    const looked = files.slice(at, at + BATCH).map(async (file) => {
      const bytes = await bytesOf(file)
      if (file.parentPath.includes(`${sep}pg_wal`)) size.log += bytes
      else size.data += bytes
    })
    await Promise.all(looked)
  }
  return size
}

async function bytesOf({ parentPath, name }: Dirent): Promise<number> {
  try {
    return (await lstat(join(parentPath, name))).blocks * 512
  } catch {
    // It has gone meanwhile.
    return 0
  }
}
