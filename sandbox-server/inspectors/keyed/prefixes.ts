/** Keys of session stores by their prefix. One store is shown as one list; keys of no store are shown with the first. */
export class Prefixes {
  readonly #all: readonly string[]
  readonly #longestFirst: readonly string[]

  constructor(prefixes: readonly string[]) {
    this.#all = [...new Set(prefixes)]
    this.#longestFirst = this.#all.toSorted((a, b) => b.length - a.length)
  }

  /** Without any store there is one list of all keys, as they are. */
  get lists(): readonly (string | null)[] {
    return this.#all.length === 0 ? [null] : this.#all
  }

  /** The longest prefix that fits, and the id behind it; keys of no store have their whole name for an id. */
  placeOf(key: string): { list: string | null; sid: string } {
    const longest = this.#longestFirst.find((prefix) => key.startsWith(prefix) && key.length > prefix.length)
    if (longest === undefined) return { list: this.lists[0] ?? null, sid: key }
    return { list: longest, sid: key.slice(longest.length) }
  }

  /** Which key is meant by an id, the likeliest first; with `list`, in that list only. */
  keysOf(sid: string, list?: string | null): string[] {
    const lists = list === undefined ? this.lists : [list]
    const keys = [...lists.map((prefix) => (prefix ?? '') + sid), sid]
    return [...new Set(keys)].filter((key) => {
      const place = this.placeOf(key)
      return key !== '' && place.sid === sid && lists.includes(place.list)
    })
  }
}
