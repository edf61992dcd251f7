export type Facts = Record<string, string | number>

/**
 * A server's own figures beside its records. Some move by our looking alone (`used_memory`): they are told anew only when
 * something else has changed, so that a picture does not differ from the one before by noise.
 */
export class StableFacts {
  #seen = ''
  #facts: Facts = {}

  constructor(private readonly noisy: readonly string[]) {}

  /** `records` is whatever else is on the picture. */
  of(facts: Facts, records: unknown): Facts {
    const still = Object.fromEntries(Object.entries(facts).filter(([name]) => !this.noisy.includes(name)))
    const seen = JSON.stringify([still, records])
    if (seen !== this.#seen) this.#facts = facts
    this.#seen = seen
    return this.#facts
  }
}
