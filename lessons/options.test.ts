import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { optionContract } from './kit/option.contract'
import { startServer, type RunningServer } from './kit/start-server'
import { lessonOptions, LESSONS_WITH_OPTIONS } from './lesson-options'

let server: RunningServer | null = null
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server?.stop()
})

it('has no options for a lesson that lists none', async () => {
  expect(await lessonOptions('02-memory')).toEqual([])
})

for (const slug of LESSONS_WITH_OPTIONS) {
  const sets = await lessonOptions(slug)
  describe(`options of ${slug}`, () => {
    optionContract({ slug, sets, origin: () => server?.origin ?? '' })
  })
}
