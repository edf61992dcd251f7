import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('two browsers have two sessions', async ({ learner }) => {
  await learner.runApp(counter())
  expect(await learner.read('alice', '/')).toBe('views 1')
  expect(await learner.read('alice', '/')).toBe('views 2')
  expect(await learner.read('bob', '/')).toBe('views 1')
  const [alices] = await learner.jarOf('alice')
  const [bobs] = await learner.jarOf('bob')
  expect(alices?.name).toBe('connect.sid')
  expect(alices?.value).not.toBe(bobs?.value)
  const [heap] = await learner.storeOf('memory')
  expect(heap?.total).toBe(2)
})
