import { ByteQueue } from '../../byte-queue'
import { misfit } from './misfit'

const LINE_BYTES = 64 * 1024
/** Memcached's largest item. */
const DATA_BYTES = 1024 * 1024
/** Announced data too large is read and thrown away, up to this much. */
const SWALLOWED_BYTES = 64 * 1024 * 1024

/** Where the length of the data block stands. */
const DATA_WORD: ReadonlyMap<string, number> = new Map([
  ...['set', 'add', 'replace', 'append', 'prepend', 'cas'].map((verb): [string, number] => [verb, 4]),
  ['ms', 2],
])

export interface MemcachedCommand {
  /** The line, split at spaces. */
  words: readonly string[]
  data: Buffer | null
  /** What Memcached answers to a command that it cannot take. */
  fault: string | null
}

/** What was sent is no text protocol; the message is what Memcached would say before it ends the connection. */
export class MemcachedFault extends Error {
  override name = 'MemcachedFault'
}

/** Cuts what a client sends into commands with their data. Bounded: throws a MemcachedFault where nothing can follow. */
export class MemcachedRequestParser {
  private readonly queue = new ByteQueue()
  private words: readonly string[] | null = null
  private data = 0
  private swallow = 0

  push(piece: Buffer): void {
    this.queue.push(piece)
  }

  /** The next command. null: it is not complete yet, but there is more to read. `more`: more bytes are needed. */
  next(): MemcachedCommand | 'more' | null {
    if (this.swallow > 0) return this.throwAway()
    return this.words ? this.withData(this.words) : this.nextLine()
  }

  private nextLine(): MemcachedCommand | 'more' | null {
    const line = this.queue.takeLine()
    if (line === null) {
      if (this.queue.length > LINE_BYTES) throw new MemcachedFault('CLIENT_ERROR line too long')
      return 'more'
    }
    // The binary protocol's first byte.
    if (line[0] === 0x80) throw new MemcachedFault('ERROR')
    const words = line.toString('latin1').split(' ').filter(Boolean)
    if (words.length === 0) return { words: [''], data: null, fault: 'ERROR' }
    return this.announce(words)
  }

  private announce(words: readonly string[]): MemcachedCommand | null {
    const place = DATA_WORD.get(words[0] ?? '')
    if (place === undefined) return { words, data: null, fault: misfit(words) }
    if (words.length <= place) return { words, data: null, fault: 'ERROR' }
    const length = /^\d{1,10}$/.test(words[place] ?? '') ? Number(words[place]) : -1
    if (length < 0) return { words, data: null, fault: 'CLIENT_ERROR bad data chunk' }
    if (length > SWALLOWED_BYTES) throw new MemcachedFault('SERVER_ERROR object too large for cache')
    if (length > DATA_BYTES) this.swallow = length + 2
    else this.data = length + 2
    this.words = words
    return null
  }

  private withData(words: readonly string[]): MemcachedCommand | 'more' {
    const bytes = this.queue.take(this.data)
    if (bytes === null) return 'more'
    this.words = null
    const ends = bytes[bytes.length - 2] === 13 && bytes[bytes.length - 1] === 10
    if (!ends) return { words, data: null, fault: 'CLIENT_ERROR bad data chunk' }
    return { words, data: Buffer.from(bytes.subarray(0, -2)), fault: misfit(words) }
  }

  private throwAway(): MemcachedCommand | 'more' {
    const piece = this.queue.take(Math.min(this.swallow, this.queue.length))
    this.swallow -= piece?.length ?? 0
    if (this.swallow > 0) return 'more'
    const words = this.words ?? []
    this.words = null
    return { words, data: null, fault: 'SERVER_ERROR object too large for cache' }
  }
}
