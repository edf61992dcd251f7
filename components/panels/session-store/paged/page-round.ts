/** Which pages were asked for since a list last changed: each once, but again when nobody answered. */
export class PageRound {
  readonly #asked = new Set<number>()
  readonly #missing = new Set<number>()

  constructor(readonly key: string) {}

  /** Those that are still to be asked for; from now on they count as asked. */
  take(pages: readonly number[]): number[] {
    const fresh = pages.filter((page) => !this.#asked.has(page))
    for (const page of fresh) this.#asked.add(page)
    return fresh
  }

  /** Takes note of what came of asking for a page. */
  settle(page: number, answered: boolean): void {
    if (answered) this.#missing.delete(page)
    else {
      this.#missing.add(page)
      this.#asked.delete(page)
    }
  }

  /** Those that nobody answered. */
  get missing(): readonly number[] {
    return [...this.#missing]
  }
}

/**
 * Whether one of the pages in sight did not come. One out of sight is no matter: it is asked for again when it comes
 * into sight, and until then nobody could ask for it.
 */
export const isMissed = (missing: readonly number[], inSight: readonly number[]): boolean =>
  missing.some((page) => inSight.includes(page))
