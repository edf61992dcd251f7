import { LIMITS } from '../../../../protocol/limits'

const MEMORY_BYTES = LIMITS.engine.memcachedMemoryMb * 1024 * 1024
/** What an item costs besides its key and its bytes. */
const ITEM_BYTES = 60

/**
 * What one workspace has in a Memcached that others use too: as much as it would have in one of its own, and then what was
 * used least gives way. Counted from what passes, so that the server need not be asked.
 */
export class Share {
  evictions = 0
  private readonly evict: (key: string) => void
  /** Bytes by key, in the order of use. */
  private readonly sizes = new Map<string, number>()
  private bytes = 0

  /** `evict`: deletes an item from the server. */
  constructor(evict: (key: string) => void) {
    this.evict = evict
  }

  get facts(): Readonly<Record<string, number>> {
    const { bytes, evictions } = this
    return { curr_items: this.sizes.size, bytes, limit_maxbytes: MEMORY_BYTES, evictions }
  }

  /** The server has it, with a value of so many bytes, and somebody uses it. */
  holds(key: string, valueBytes: number): void {
    this.note(key, valueBytes + key.length + ITEM_BYTES)
  }

  /** A value of so many bytes is on its way; whether the server takes it is not known. */
  expect(key: string, valueBytes: number): void {
    this.note(key, Math.max(this.sizes.get(key) ?? 0, valueBytes + key.length + ITEM_BYTES))
  }

  /** So many bytes are on their way to be joined to its value; `makes`: or to be its value where there is none. */
  expectMore(key: string, valueBytes: number, makes = false): void {
    const known = this.sizes.get(key) ?? (makes ? key.length + ITEM_BYTES : undefined)
    if (known !== undefined) this.note(key, known + valueBytes)
  }

  /** The server had it before anybody counted. */
  had(key: string, bytes: number): void {
    if (!this.sizes.has(key)) this.note(key, bytes)
  }

  gone(key: string): void {
    this.bytes -= this.sizes.get(key) ?? 0
    this.sizes.delete(key)
  }

  clear(): void {
    this.sizes.clear()
    this.bytes = 0
  }

  private note(key: string, bytes: number): void {
    this.gone(key)
    this.sizes.set(key, bytes)
    this.bytes += bytes
    for (const oldest of this.sizes.keys()) {
      if (this.bytes <= MEMORY_BYTES) break
      this.gone(oldest)
      this.evictions += 1
      this.evict(oldest)
    }
  }
}
