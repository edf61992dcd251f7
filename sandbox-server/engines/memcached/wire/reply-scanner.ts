import { ByteQueue } from '../../byte-queue'

const LINE_BYTES = 64 * 1024

/** Lines after which more of the same reply follows. */
const GOES_ON = /^(VALUE|STAT|ITEM|key=)/

export interface MemcachedReplyListener {
  /** A line of the reply under way, without its end; `last` when no data and no other line follows. */
  line: (line: string, last: boolean) => void
  /** Bytes of the data after that line, its end included; `last` with the last ones of a reply. */
  data: (bytes: Buffer, last: boolean) => void
}

/** Finds lines, data and ends in what a Memcached sends, without keeping any. */
export class MemcachedReplyScanner {
  private readonly listener: MemcachedReplyListener
  private readonly queue = new ByteQueue()
  private data = 0
  /** The data is the reply's end, as after VA; after VALUE lines go on. */
  private endsWithData = false

  constructor(listener: MemcachedReplyListener) {
    this.listener = listener
  }

  push(chunk: Buffer): void {
    this.queue.push(chunk)
    while (this.data > 0 ? this.takeData() : this.takeLine());
  }

  private takeData(): boolean {
    const bytes = this.queue.take(Math.min(this.data, this.queue.length))
    if (!bytes || bytes.length === 0) return false
    this.data -= bytes.length
    this.listener.data(bytes, this.data === 0 && this.endsWithData)
    return true
  }

  private takeLine(): boolean {
    const bytes = this.queue.takeLine()
    if (bytes === null) {
      if (this.queue.length > LINE_BYTES) throw new Error('The server sent an endless line.')
      return false
    }
    const line = bytes.toString('latin1')
    const words = line.split(' ')
    const length = words[0] === 'VALUE' ? words[3] : words[0] === 'VA' ? words[1] : undefined
    if (length !== undefined) this.data = Number(length) + 2
    this.endsWithData = words[0] === 'VA'
    this.listener.line(line, length === undefined && !GOES_ON.test(line))
    return true
  }
}
