import { LIMITS } from '../../../../protocol/limits'
import { ownCopy, ownText } from '../../own-copy'

const MEMORY_BYTES = LIMITS.engine.memcachedMemoryMb * 1024 * 1024
/** What an item costs this process besides its bytes, measured. */
const ITEM_BYTES = 700
/** Longer lives are moments since the epoch: Memcached's doc/protocol.txt, "Expiration times". */
const LONGEST_RELATIVE = 30 * 24 * 3600

export interface Item {
  flags: string
  /** Seconds since the epoch; -1: never. */
  expires: number
  data: Buffer
  cas: number
  /** Seconds since the epoch. */
  used: number
  fetched: boolean
}

/** What a stand-in keeps: as much as a real one, the least used gives way. */
export class ItemSpace {
  /** In the order of use. */
  private readonly items = new Map<string, Item>()
  private bytes = 0
  private nextCas = 1
  evictions = 0

  get size(): number {
    return this.items.size
  }

  get usedBytes(): number {
    return this.bytes
  }

  peek(key: string): Item | null {
    const item = this.items.get(key)
    if (item && item.expires >= 0 && item.expires <= now()) {
      this.delete(key)
      return null
    }
    return item ?? null
  }

  /** As somebody who uses it. */
  get(key: string): Item | null {
    const item = this.peek(key)
    if (!item) return null
    this.items.delete(key)
    this.items.set(key, item)
    item.fetched = true
    item.used = now()
    return item
  }

  set(key: string, { flags, expires, data }: Pick<Item, 'flags' | 'expires' | 'data'>): Item {
    this.delete(key)
    const item = {
      flags: ownText(flags),
      expires,
      data: ownCopy(data),
      cas: this.nextCas++,
      used: now(),
      fetched: false,
    }
    this.items.set(ownText(key), item)
    this.bytes += data.length + key.length + ITEM_BYTES
    for (const oldest of this.items.keys()) {
      if (this.bytes <= MEMORY_BYTES) break
      this.delete(oldest)
      this.evictions += 1
    }
    return item
  }

  delete(key: string): boolean {
    const item = this.items.get(key)
    if (item) this.bytes -= item.data.length + key.length + ITEM_BYTES
    return this.items.delete(key)
  }

  clear(): void {
    this.items.clear()
    this.bytes = 0
  }

  keys(): string[] {
    return [...this.items.keys()].filter((key) => this.peek(key) !== null)
  }
}

export const now = (): number => Math.floor(Date.now() / 1000)

/** When an item with this expiration time ends: seconds since the epoch, -1 for never. */
export function endOf(exptime: number): number {
  if (exptime === 0) return -1
  if (exptime < 0) return 0
  return exptime <= LONGEST_RELATIVE ? now() + exptime : exptime
}
