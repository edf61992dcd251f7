import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { TRACE_VERSION, TraceEvent } from '../../protocol/trace-event'
import type { Line, Sink } from '../tracing/recorder'
import { syncFolder } from './atomic-write'

/** A flood drops older lines again and again; writing all that is kept anew, and syncing it, stops everything else. */
const BETWEEN_REWRITES_MS = 2000

const HEAD = `${JSON.stringify({ version: TRACE_VERSION })}\n`

/**
 * A trace on disk: one event per line, appended. Lines of one tick are written together, and writers who wait for
 * durability share one fdatasync (group commit).
 */
export class Journal implements Sink {
  #handle: number | null = null
  /** Bytes of the file that are whole lines, known while it is open. */
  #size = 0
  /** A write broke off, so that there may be half a line behind them. */
  #torn = false
  #pending: string[] = []
  #replacement: readonly Line[] | null = null
  #rewrittenAt = -Infinity
  /** A rewrite that waits; until then the file holds more than is kept. */
  #waiting: NodeJS.Timeout | null = null
  #scheduled = false
  #closed = false
  #dirty = false
  #syncing: Promise<void> | null = null
  #next: Promise<void> | null = null
  readonly #written = new Set<() => void>()

  constructor(private readonly path: string) {}

  /** What an earlier life left: every whole line. A line cut short by a crash is removed. */
  load(): TraceEvent[] {
    if (!existsSync(this.path)) return []
    const text = readFileSync(this.path)
    const { events, bytes } = readLines(text)
    if (bytes < text.length) this.#cut(bytes)
    return events
  }

  /** After close nothing is kept: a process may still report while its workspace is being deleted. */
  append(line: Line): void {
    if (this.#closed) return
    if (this.#replacement === null) this.#pending.push(`${line.json}\n`)
    this.#schedule()
  }

  /** `lines` may grow until it is written; every line of it was appended as well. */
  replace(lines: readonly Line[]): void {
    if (this.#closed) return
    if (this.#waiting) clearTimeout(this.#waiting)
    this.#waiting = null
    const wait = this.#rewrittenAt + BETWEEN_REWRITES_MS - performance.now()
    if (wait <= 0) this.#replaceNow(lines)
    else this.#waiting = setTimeout(() => this.#replaceNow(lines), wait).unref()
  }

  #replaceNow(lines: readonly Line[]): void {
    this.#waiting = null
    this.#replacement = lines
    this.#pending = []
    this.#schedule()
  }

  /** Called after each batch has left for the disk: what was recorded before is now safe from our own death. */
  onWritten(listener: () => void): () => void {
    this.#written.add(listener)
    return () => this.#written.delete(listener)
  }

  /** What was appended so far outlives us from here on; that it also outlives the machine follows, and nobody waits. */
  keep(): void {
    // A disk that fails is told to whoever waits for it next.
    this.durable().catch(() => undefined)
  }

  /** Resolves when everything appended so far is durable. */
  async durable(): Promise<void> {
    this.#write()
    if (!this.#dirty && !this.#syncing) return
    this.#next ??= this.#syncing ? this.#afterwards(this.#syncing) : null
    await (this.#next ?? this.#sync())
  }

  close(): void {
    if (this.#waiting) clearTimeout(this.#waiting)
    try {
      this.#write()
    } finally {
      this.#closed = true
      if (this.#handle !== null) closeSync(this.#handle)
      this.#handle = null
    }
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      try {
        this.#write()
      } catch {
        // Nothing is lost: the next line tries again, and whoever waits for the disk is told.
      }
    })
  }

  #write(): void {
    this.#scheduled = false
    if (this.#replacement) this.#rewrite(this.#replacement)
    else if (this.#pending.length === 0) return
    else this.#append(this.#pending.join(''))
    this.#pending = []
    this.#dirty = true
    for (const listener of this.#written) listener()
  }

  /** What a full disk took of an attempt before is removed, or the next start would drop everything behind it. */
  #append(text: string): void {
    const handle = this.#open()
    if (this.#torn) ftruncateSync(handle, this.#size)
    this.#torn = true
    const isNew = this.#size === 0
    this.#size += writeWhole(handle, isNew ? HEAD + text : text)
    this.#torn = false
    if (isNew) syncFolder(dirname(this.path))
  }

  #rewrite(lines: readonly Line[]): void {
    this.#rewrittenAt = performance.now()
    const temporary = `${this.path}.tmp`
    const handle = openSync(temporary, 'w', 0o600)
    try {
      writeWhole(handle, HEAD + lines.map((line) => `${line.json}\n`).join(''))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, this.path)
    this.#replacement = null
    if (this.#handle !== null) this.#retire(this.#handle)
    this.#handle = null
    syncFolder(dirname(this.path))
  }

  /** A handle that a sync may still use is closed after it. */
  #retire(handle: number): void {
    const close = (): void => {
      closeSync(handle)
    }
    void (this.#syncing ?? Promise.resolve()).then(close, close)
  }

  #open(): number {
    if (this.#handle !== null) return this.#handle
    this.#handle = openSync(this.path, 'a', 0o600)
    this.#size = fstatSync(this.#handle).size
    this.#torn = false
    return this.#handle
  }

  #sync(): Promise<void> {
    this.#dirty = false
    const handle = this.#open()
    this.#syncing = new Promise<void>((resolve, reject) => {
      fdatasync(handle, (error) => {
        this.#syncing = null
        this.#dirty ||= error !== null
        if (error) reject(error)
        else resolve()
      })
    })
    return this.#syncing
  }

  /** One sync for all who came while another was under way, whatever became of that. */
  async #afterwards(syncing: Promise<void>): Promise<void> {
    await syncing.catch(() => undefined)
    this.#next = null
    if (this.#dirty) await this.#sync()
  }

  #cut(bytes: number): void {
    const handle = openSync(this.path, 'r+')
    ftruncateSync(handle, bytes)
    fsyncSync(handle)
    closeSync(handle)
  }
}

/** Returns how many bytes it was. */
function writeWhole(handle: number, text: string): number {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at)
  return bytes.length
}

/** Whole, well-formed lines from the front; `bytes` is where they end. */
function readLines(text: Buffer): { events: TraceEvent[]; bytes: number } {
  const events: TraceEvent[] = []
  let bytes = text.indexOf('\n') + 1
  if (text.toString('utf8', 0, bytes) !== HEAD) return { events, bytes: 0 }
  for (;;) {
    const end = text.indexOf('\n', bytes)
    if (end < 0) return { events, bytes }
    const event = readEvent(text.toString('utf8', bytes, end))
    if (!event || event.id <= (events.at(-1)?.id ?? 0)) return { events, bytes }
    events.push(event)
    bytes = end + 1
  }
}

function readEvent(line: string): TraceEvent | null {
  try {
    return TraceEvent.parse(JSON.parse(line))
  } catch {
    return null
  }
}
