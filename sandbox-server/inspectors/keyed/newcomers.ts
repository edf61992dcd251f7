/** Of too many keys, those seen last are shown: a server of keys does not tell which are new. */
export class Newcomers {
  readonly #seen = new Map<string | null, Map<string, number>>()
  #look = 0

  /** At most `most` of a list's keys, in order. */
  latest(list: string | null, keys: readonly string[], most: number): string[] {
    this.#look += 1
    if (keys.length <= most) {
      this.#seen.delete(list)
      return keys.toSorted()
    }
    const before = this.#seen.get(list)
    const now = new Map(keys.map((key) => [key, before?.get(key) ?? this.#look]))
    this.#seen.set(list, now)
    const age = (key: string): number => now.get(key) ?? 0
    return keys
      .toSorted((a, b) => age(b) - age(a) || (a < b ? -1 : 1))
      .slice(0, most)
      .toSorted()
  }
}
