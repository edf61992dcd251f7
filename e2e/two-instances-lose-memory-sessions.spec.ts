import { counter, fileCounter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'
import type { Learner } from './fixtures/learner'

async function fourVisits(learner: Learner): Promise<string[]> {
  await learner.change({ instances: 2 })
  await learner.run()
  const texts: string[] = []
  for (let visit = 0; visit < 4; visit += 1) texts.push(await learner.read('alice', '/'))
  return texts
}

test('two instances with memory lose each other’s sessions', async ({ learner }) => {
  await learner.openApp(counter())
  expect(await fourVisits(learner)).not.toContain('views 3')
  const heaps = await learner.storeOf('memory')
  expect(heaps.map(({ instance }) => instance).sort()).toEqual([1, 2])
})

test('two instances with files share them', async ({ learner }) => {
  await learner.openApp(fileCounter())
  expect(await fourVisits(learner)).toEqual(['views 1', 'views 2', 'views 3', 'views 4'])
})
