import { LIMITS } from '../../../../protocol/limits'

const DATABASES = 16
/** What a key costs besides its bytes, as in the real one. */
const ENTRY_BYTES = 96

export interface Entry {
  value: Buffer
  /** Milliseconds since the epoch; null: never. */
  expires: number | null
  /** Grows with each new key; SCAN goes by it. */
  id: number
}

/** What a stand-in keeps: strings by key, in numbered databases, within the memory that a real one has. */
export class KeySpace {
  private readonly databases: Map<string, Entry>[] = Array.from(
    { length: DATABASES },
    () => new Map<string, Entry>(),
  )
  readonly mostBytes = LIMITS.engine.redisMemoryMb * 1024 * 1024
  private nextId = 1
  private bytes = 0

  has(database: number): boolean {
    return database in this.databases
  }

  get isFull(): boolean {
    return this.bytes > this.mostBytes
  }

  get usedBytes(): number {
    return this.bytes
  }

  get(database: number, key: string): Entry | null {
    const entry = this.map(database).get(key)
    if (!entry) return null
    if (entry.expires === null || entry.expires > Date.now()) return entry
    this.delete(database, key)
    return null
  }

  set(database: number, key: string, value: Buffer, expires: number | null): void {
    const old = this.map(database).get(key)
    this.bytes += value.length - (old ? old.value.length : -key.length - ENTRY_BYTES)
    this.map(database).set(key, { value, expires, id: old?.id ?? this.nextId++ })
  }

  delete(database: number, key: string): boolean {
    const old = this.map(database).get(key)
    if (old) this.bytes -= old.value.length + key.length + ENTRY_BYTES
    return this.map(database).delete(key)
  }

  /** Every key that has not expired, oldest first. */
  *entries(database: number): Generator<[string, Entry]> {
    const now = Date.now()
    for (const [key, entry] of this.map(database)) {
      if (entry.expires === null || entry.expires > now) yield [key, entry]
      else this.delete(database, key)
    }
  }

  size(database: number): number {
    return [...this.entries(database)].length
  }

  clear(database: number): void {
    for (const key of [...this.map(database).keys()]) this.delete(database, key)
  }

  clearAll(): void {
    for (const map of this.databases) map.clear()
    this.bytes = 0
  }

  numbers(): number[] {
    return this.databases.map((_, number) => number)
  }

  private map(database: number): Map<string, Entry> {
    return this.databases[database] ?? new Map<string, Entry>()
  }
}
