import { createHash } from 'node:crypto'

export type Facts = Record<string, string | number>

interface Told {
  facts: Facts
  /** Of everything on the picture that does not move by itself: the text would be as large as the picture. */
  digest: string
}

/**
 * A server's own figures beside its records. Some move by our looking alone (`used_memory`): they are told anew only when
 * something else has changed, so that a picture does not differ from the one before by noise.
 */
export class StableFacts {
  readonly #told = new Map<string, Told>()

  constructor(private readonly noisy: readonly string[]) {}

  /** `records` is whatever else is on the picture of that name. */
  of(name: string, facts: Facts, records: unknown): Facts {
    const still = Object.entries(facts).filter(([fact]) => !this.noisy.includes(fact))
    const digest = createHash('sha1')
      .update(JSON.stringify([still, records]))
      .digest('base64')
    const before = this.#told.get(name)
    const told = before?.digest === digest ? before : { facts, digest }
    this.#told.set(name, told)
    return told.facts
  }

  /** All pictures that there are. Nothing is kept of others: an app can make new names for ever. */
  keep(names: Iterable<string>): void {
    const kept = new Set(names)
    for (const name of this.#told.keys()) if (!kept.has(name)) this.#told.delete(name)
  }

  get size(): number {
    return this.#told.size
  }
}
