/** Places that may be empty before the rest moves together. */
const FEW = 32

export interface Ordered {
  /** Grows with each new key; SCAN goes by it. */
  id: number
}

/** Values by key, in the order they came; the next after an id, and any one of them, are found without going through all. */
export class OrderedKeys<V extends Ordered> {
  private readonly byKey = new Map<string, V>()
  /** Keys in the order of their ids; null where one is gone. */
  private keys: (string | null)[] = []
  private ids: number[] = []

  get size(): number {
    return this.byKey.size
  }

  get(key: string): V | undefined {
    return this.byKey.get(key)
  }

  /** A key that is there keeps its id, which `value` must have too; a new one must be the highest. */
  set(key: string, value: V): void {
    if (!this.byKey.has(key)) {
      this.keys.push(key)
      this.ids.push(value.id)
    }
    this.byKey.set(key, value)
  }

  delete(key: string): void {
    const value = this.byKey.get(key)
    if (!value) return
    this.byKey.delete(key)
    this.keys[this.placeAfter(value.id - 1)] = null
    if (this.keys.length > 2 * this.byKey.size + FEW) this.moveTogether()
  }

  clear(): void {
    this.byKey.clear()
    this.keys = []
    this.ids = []
  }

  /** Those whose id is higher, in order. */
  *after(id: number): Generator<[string, V]> {
    // A key that goes meanwhile may move the others.
    for (let at = this.placeAfter(id), last = id; at < this.keys.length; at += 1) {
      const key = this.keys[at]
      const value = typeof key === 'string' ? this.byKey.get(key) : undefined
      if (typeof key !== 'string' || !value) continue
      last = value.id
      yield [key, value]
      if (this.ids[at] !== last) at = this.placeAfter(last) - 1
    }
  }

  /** An id after which one of them follows, this time here and another time there. */
  anywhere(): number {
    const at = Math.floor(Math.random() * this.keys.length)
    return (this.ids[at] ?? 0) - 1
  }

  private placeAfter(id: number): number {
    let [from, to] = [0, this.ids.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.ids[middle] ?? 0) <= id) from = middle + 1
      else to = middle
    }
    return from
  }

  private moveTogether(): void {
    const kept = [...this.byKey]
    this.keys = kept.map(([key]) => key)
    this.ids = kept.map(([, { id }]) => id)
  }
}
