/** What was asked for this long ago is not expected any more. */
const REMEMBERED_MS = 10 * 60_000
/** Sandboxes that wait with the same modules loaded: each costs the memory of them. */
const MOST_EACH = 3

/**
 * Which modules apps have asked for lately, or will. Loading a store's client takes longer than everything else at a
 * start, and too much memory to do it in every waiting sandbox: so a few wait with what was wanted before.
 */
export class Demand {
  readonly #wanted = new Map<string, { at: number; most: number }>()

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** An app with these modules starts; none asks for nothing. */
  note(modules: readonly string[]): void {
    this.#want(modules, MOST_EACH)
  }

  /** An app with these modules may start soon: one is enough until it does. */
  foresee(modules: readonly string[]): void {
    this.#want(modules, this.#wanted.get(nameOf(modules))?.most ?? 1)
  }

  /** The modules that one more waiting sandbox should load, given what the others have; null: none. */
  missing(waiting: readonly (readonly string[])[]): string[] | null {
    for (const [name, { at, most }] of this.#wanted) {
      if (this.now() - at > REMEMBERED_MS) this.#wanted.delete(name)
      else if (waiting.filter((modules) => nameOf(modules) === name).length < most) return name.split(' ')
    }
    return null
  }

  #want(modules: readonly string[], most: number): void {
    if (modules.length > 0) this.#wanted.set(nameOf(modules), { at: this.now(), most })
  }
}

const nameOf = (modules: readonly string[]): string => [...new Set(modules)].sort().join(' ')

/** Index of the waiting sandbox that suits best: with just these modules, else with none, else any; -1: nobody waits. */
export function bestOf(waiting: readonly (readonly string[])[], modules: readonly string[]): number {
  const exact = waiting.findIndex((loaded) => nameOf(loaded) === nameOf(modules))
  if (exact >= 0) return exact
  const plain = waiting.findIndex((loaded) => loaded.length === 0)
  return plain >= 0 ? plain : waiting.length - 1
}
