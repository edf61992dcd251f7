import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAttempts } from './kit/attempts'
import { isAttempt, type Attempt } from './kit/lesson'
import { lessonContract } from './kit/lesson.contract'
import { listLessons } from './kit/load-lesson'
import { startServer, type RunningServer } from './kit/start-server'
import { lessonModule } from './lesson-module'

let server: RunningServer | null = null
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server?.stop()
})

it('numbers the lessons from 1, without a gap', () => {
  const numbers = listLessons().map((lesson) => lesson.number)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

for (const { slug, meta } of listLessons()) {
  const lesson = await lessonModule(slug)
  const attempts = await attemptsOf(slug)
  describe(`${slug}: ${meta.title}`, () => {
    lessonContract({ slug, lesson, attempts, origin: () => server?.origin ?? '' })
  })
}

async function attemptsOf(slug: string): Promise<Record<string, Attempt>> {
  const folders = listAttempts(resolve('lessons', slug))
  const found = folders.map(async ({ name, module }) => {
    const exported: unknown = await import(module)
    if (!isAttempt(exported))
      throw new Error(`${module} must export attempt: { task, hintSays } or { task, passes }.`)
    return [name, exported.attempt] as const
  })
  return Object.fromEntries(await Promise.all(found))
}
