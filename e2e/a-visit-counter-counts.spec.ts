import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('a visit counter counts', async ({ learner }) => {
  await learner.runApp(counter())
  expect(await learner.read('alice', '/')).toBe('views 1')
  expect(await learner.read('alice', '/')).toBe('views 2')
  expect(await learner.read('alice', '/')).toBe('views 3')
})

test('the first request carries no cookie, the second one does', async ({ learner }) => {
  await learner.runApp(counter())
  const first = await learner.send('alice', 'GET', '/')
  const second = await learner.send('alice', 'GET', '/')
  const names = (headers: [string, string][]) => headers.map(([name]) => name.toLowerCase())
  expect(names(first.request.headers)).not.toContain('cookie')
  expect(names(first.response?.headers ?? [])).toContain('set-cookie')
  expect(names(second.request.headers)).toContain('cookie')
  expect(names(second.response?.headers ?? [])).not.toContain('set-cookie')
})
