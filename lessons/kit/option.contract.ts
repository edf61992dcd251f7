import { describe, expect, it } from 'vitest'
import { traceSince } from '../../protocol/model/since'
import type { TraceModel } from '../../protocol/model/views'
import { withEdits } from '../../protocol/with-edits'
import type { Files } from '../../protocol/workspace'
import { openControl } from './control-client'
import { loadLesson } from './load-lesson'
import { patient, takesTime } from './patience'
import type { ScenarioStep } from './lesson'
import { runScenario } from './run-scenario'
import type { OptionEffect, OptionSet, OptionValue } from './store-option'

export interface OptionSubject {
  slug: string
  sets: readonly OptionSet[]
  /** Address of a sandbox-server. */
  origin: () => string
}

/** Every option does what its page says, and nothing else does: played for real with it and without it. */
export function optionContract({ slug, sets, origin }: OptionSubject): void {
  const { solution, meta } = loadLesson(slug)
  describe.each(sets)('$module', ({ base = solution, options }) => {
    it('names each option and each of its values once', () => {
      const names = options.map((option) => option.name)
      expect(new Set(names).size).toBe(names.length)
      for (const { values } of options) expect(new Set(values.map(({ text }) => text)).size).toBe(values.length)
    })

    it('is written plainly', () => {
      const texts = options.flatMap(({ purpose, fallback, values }) => [
        purpose,
        fallback,
        ...values.map(({ see }) => see),
      ])
      for (const text of texts) expect(text).not.toMatch(/!(?!=)|\bsimply\b|\bTODO\b/)
    })

    const values = options.flatMap(({ name, values }) => values.map((value) => ({ name, value })))
    it.each(values)('$name: $value.text', async ({ value }) => {
      const edited = withEdits(base, value.edits)
      if (!edited) throw new Error('An edit does not fit the base exactly once.')
      const effect = await effectOf(edited, value, true)
      expect(effect.seen, `with the option: ${effect.what}`).toBe(true)
      expect(effect.what).not.toContain('!')
      const other = withEdits(base, value.against?.edits ?? [])
      if (!other) throw new Error('An edit of what it is compared with does not fit.')
      const without = await effectOf(other, value, false)
      expect(without.seen, `without the option: ${without.what}`).toBe(false)
    })
  })

  /** What comes of it. When it is not what is promised, a slow machine may have been too late: then with patience. */
  async function effectOf(
    files: Files,
    { scenario, check }: OptionValue,
    isPromised: boolean,
  ): Promise<OptionEffect> {
    const first = check(await tryOut(files, scenario))
    if (first.seen === isPromised || !takesTime(scenario)) return first
    return check(await tryOut(files, patient(scenario)))
  }

  async function tryOut(files: Files, scenario: readonly ScenarioStep[]): Promise<TraceModel> {
    const client = await openControl(origin(), files, meta.entry)
    try {
      const { lastId } = await client.trace()
      await client.call('POST', '/run', {})
      await runScenario(scenario, client, { starter: files, solution: files })
      return traceSince(await client.trace(), lastId)
    } finally {
      await client.remove()
    }
  }
}
