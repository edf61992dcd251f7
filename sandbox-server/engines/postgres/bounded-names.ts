export interface Bounds {
  names: number
  /** Of all values together. */
  characters: number
}

/** What was named last, within bounds: the oldest gives way. */
export class BoundedNames<V> {
  private readonly bounds: Bounds
  private readonly lengthOf: (value: V) => number
  private readonly values = new Map<string, V>()
  private characters = 0

  constructor(bounds: Bounds, lengthOf: (value: V) => number) {
    this.bounds = bounds
    this.lengthOf = lengthOf
  }

  get(name: string): V | undefined {
    return this.values.get(name)
  }

  set(name: string, value: V): void {
    this.delete(name)
    this.values.set(name, value)
    this.characters += this.lengthOf(value)
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.bounds.names && this.characters <= this.bounds.characters) break
      this.delete(oldest)
    }
  }

  private delete(name: string): void {
    const value = this.values.get(name)
    if (value === undefined) return
    this.values.delete(name)
    this.characters -= this.lengthOf(value)
  }
}
