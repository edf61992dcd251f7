import type * as z from 'zod'
import { redactor, relativeTo, type Redaction } from '../tracing/redaction'

/** Keeps this machine's paths and our secrets out of everything that leaves one workspace. */
export class Cleaner {
  #known: { folder: string; clean: (json: string) => string } | null = null

  constructor(
    private readonly home: string,
    /** Where the app's folder is now: while it runs, elsewhere. */
    private readonly folder: () => string,
    private readonly secrets: readonly Redaction[],
  ) {}

  json(text: string): string {
    const folder = this.folder()
    if (this.#known?.folder !== folder) {
      const rules = [...relativeTo(folder), ...relativeTo(this.home), ...this.secrets]
      this.#known = { folder, clean: redactor(rules) }
    }
    return this.#known.clean(text)
  }

  value<T>(schema: z.ZodType<T>, value: T): T {
    const json = JSON.stringify(value)
    const clean = this.json(json)
    return clean === json ? value : schema.parse(JSON.parse(clean))
  }
}
