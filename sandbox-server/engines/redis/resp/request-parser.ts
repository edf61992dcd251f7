import { ByteQueue } from '../../byte-queue'

/** Of one command; the engine keeps no value of a megabyte or more anyway. */
const COMMAND_BYTES = 2 * 1024 * 1024
const ARGUMENTS = 20_000
const LINE_BYTES = 64 * 1024

/** What was sent is no Redis protocol; the message is the one that Redis sends. */
export class RespFault extends Error {
  override name = 'RespFault'
}

/** Cuts what a client sends into commands, each a list of arguments. Bounded: throws a RespFault at what Redis refuses. */
export class RequestParser {
  private readonly queue = new ByteQueue()
  private args: Buffer[] = []
  private missing = 0
  private body: number | null = null
  private bytes = 0

  push(piece: Buffer): void {
    this.queue.push(piece)
  }

  /** The next command. Empty: it is not complete yet, but there is more to read. null: more bytes are needed. */
  next(): Buffer[] | null {
    return this.missing > 0 ? this.nextArgument() : this.nextCommand()
  }

  private nextCommand(): Buffer[] | null {
    const line = this.line()
    if (line === null) return null
    if (line[0] !== 42) return inlineArguments(line)
    const count = integer(line.subarray(1))
    if (count === null || count > ARGUMENTS) throw new RespFault('Protocol error: invalid multibulk length')
    this.args = []
    this.bytes = 0
    this.missing = Math.max(0, count)
    return []
  }

  private nextArgument(): Buffer[] | null {
    if (this.body === null) {
      const line = this.line()
      if (line === null) return null
      this.body = this.announced(line)
    }
    const body = this.queue.take(this.body + 2)
    if (body === null) return null
    // A copy: a slice would keep the whole piece that came from the network alive.
    this.args.push(Buffer.from(body.subarray(0, -2)))
    this.body = null
    this.missing -= 1
    return this.missing === 0 ? this.args : []
  }

  private announced(line: Buffer): number {
    if (line[0] !== 36)
      throw new RespFault(`Protocol error: expected '$', got '${line.toString('latin1', 0, 1)}'`)
    const length = integer(line.subarray(1))
    if (length === null || length < 0) throw new RespFault('Protocol error: invalid bulk length')
    this.bytes += length
    if (this.bytes > COMMAND_BYTES) throw new RespFault('Protocol error: invalid bulk length')
    return length
  }

  private line(): Buffer | null {
    const line = this.queue.takeLine()
    if (line === null && this.queue.length > LINE_BYTES)
      throw new RespFault('Protocol error: too big inline request')
    return line
  }
}

function integer(bytes: Buffer): number | null {
  const text = bytes.toString('latin1')
  return /^-?\d{1,10}$/.test(text) ? Number(text) : null
}

/** Commands typed by hand: words, where quotes keep spaces. No word is tried twice: a line may be very long. */
function inlineArguments(line: Buffer): Buffer[] {
  const text = line.toString('latin1')
  const words: Buffer[] = []
  for (const [word, double, single] of text.matchAll(/"(?:[^"\\]|\\[^]?)*("?)|'[^']*('?)|[^\s"']+/g)) {
    if (double === '' || single === '') throw new RespFault('Protocol error: unbalanced quotes in request')
    words.push(Buffer.from(/^["']/.test(word) ? word.slice(1, -1) : word, 'latin1'))
  }
  return words
}
