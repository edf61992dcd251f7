import { LIMITS } from '../../../../protocol/limits'
import { ownCopy } from '../../own-copy'
import { OrderedKeys, type Ordered } from './ordered-keys'

const DATABASES = 16
/** What a key costs this process besides its bytes, measured: the memory that a real one has is counted honestly. */
const ENTRY_BYTES = 600
/** Keys looked at, each time they are counted, for whether they have expired: a real one finds no more at once either. */
const LOOKED_AT = 1000

export interface Entry extends Ordered {
  value: Buffer
  /** Milliseconds since the epoch; null: never. */
  expires: number | null
}

/** What a stand-in keeps: strings by key, in numbered databases, within the memory that a real one has. */
export class KeySpace {
  private readonly databases = Array.from({ length: DATABASES }, () => ({
    keys: new OrderedKeys<Entry>(),
    bytes: 0,
    /** The id up to which it was last looked for keys that have expired. */
    looked: 0,
  }))
  readonly mostBytes = LIMITS.engine.redisMemoryMb * 1024 * 1024
  private nextId = 1

  has(database: number): boolean {
    return database in this.databases
  }

  get isFull(): boolean {
    return this.usedBytes > this.mostBytes
  }

  get usedBytes(): number {
    return this.databases.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  get(database: number, key: string): Entry | null {
    const entry = this.at(database).keys.get(key)
    if (!entry) return null
    if (!isOver(entry)) return entry
    this.delete(database, key)
    return null
  }

  set(database: number, key: string, value: Buffer, expires: number | null): void {
    const space = this.at(database)
    const old = space.keys.get(key)
    space.bytes += value.length - (old ? old.value.length : -key.length - ENTRY_BYTES)
    space.keys.set(key, { value: ownCopy(value), expires, id: old?.id ?? this.nextId++ })
  }

  delete(database: number, key: string): boolean {
    const space = this.at(database)
    const old = space.keys.get(key)
    if (!old) return false
    space.bytes -= old.value.length + key.length + ENTRY_BYTES
    space.keys.delete(key)
    return true
  }

  /** Every key that has not expired, oldest first, from the one after this id on. */
  *entries(database: number, after = 0): Generator<[string, Entry]> {
    for (const [key, entry] of this.at(database).keys.after(after))
      if (isOver(entry)) this.delete(database, key)
      else yield [key, entry]
  }

  /** Those that have expired are left out as far as they were found. */
  size(database: number): number {
    this.lookForExpired(database)
    return this.at(database).keys.size
  }

  any(database: number): string | null {
    this.lookForExpired(database)
    const { keys } = this.at(database)
    for (const after of [keys.anywhere(), 0]) for (const [key] of this.entries(database, after)) return key
    return null
  }

  clear(database: number): void {
    const space = this.at(database)
    space.keys.clear()
    space.bytes = 0
  }

  clearAll(): void {
    for (const database of this.numbers()) this.clear(database)
  }

  numbers(): number[] {
    return this.databases.map((_, number) => number)
  }

  private lookForExpired(database: number): void {
    const space = this.at(database)
    const from = space.keys.size > LOOKED_AT ? space.looked : 0
    let looked = 0
    space.looked = 0
    for (const [key, entry] of space.keys.after(from)) {
      if (isOver(entry)) this.delete(database, key)
      looked += 1
      if (looked < LOOKED_AT) continue
      space.looked = entry.id
      return
    }
  }

  private at(database: number) {
    const space = this.databases[database]
    if (!space) throw new Error(`There is no database ${String(database)}.`)
    return space
  }
}

const isOver = ({ expires }: Entry): boolean => expires !== null && expires <= Date.now()
