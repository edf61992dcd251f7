import { fileCounter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('a file remembers over a restart', async ({ learner }) => {
  await learner.runApp(fileCounter())
  await learner.read('alice', '/')
  expect(await learner.read('alice', '/')).toBe('views 2')
  await learner.restart()
  expect(await learner.read('alice', '/')).toBe('views 3')
})

test('a file remembers over a crash', async ({ learner }) => {
  await learner.runApp(fileCounter())
  expect(await learner.read('alice', '/')).toBe('views 1')
  await learner.crash()
  await learner.run()
  expect(await learner.read('alice', '/')).toBe('views 2')
})
