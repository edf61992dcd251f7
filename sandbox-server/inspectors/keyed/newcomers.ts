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
    return youngest(now, most).toSorted()
  }
}

/** Those of the latest looks, in order where one look has more than there is room for. */
function youngest(ages: ReadonlyMap<string, number>, most: number): string[] {
  const byLook = new Map<number, string[]>()
  for (const [key, look] of ages) {
    const together = byLook.get(look)
    if (together) together.push(key)
    else byLook.set(look, [key])
  }
  const chosen: string[] = []
  for (const look of [...byLook.keys()].toSorted((a, b) => b - a)) {
    if (chosen.length >= most) break
    chosen.push(...(byLook.get(look) ?? []).toSorted().slice(0, most - chosen.length))
  }
  return chosen
}
