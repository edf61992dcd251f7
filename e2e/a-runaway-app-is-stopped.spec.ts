import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('an endless loop is stopped with a reason, and the neighbour does not notice', async ({
  learner,
  stranger,
}) => {
  await learner.runApp(counter('', `app.get('/spin', () => { for (;;) {} })`))
  await stranger.runApp(counter())
  let over = false
  const spinning = learner.send('alice', 'GET', '/spin').finally(() => (over = true))
  await expect.poll(async () => (await learner.traceOf('request.seen')).length).toBe(1)
  expect(await stranger.read('alice', '/')).toBe('views 1')
  expect(over, 'the neighbour is served while the loop goes on').toBe(false)

  const exchange = await spinning
  expect(exchange.response).toBeNull()
  expect(exchange.error?.message).toMatch(/\w+.*\./)
  const ends = await learner.traceOf('app.ended')
  expect(ends.map(({ reason }) => reason)).toContain('limit')
  expect(ends.at(-1)?.fault?.hint).toMatch(/cpu|busy|loop|processor/i)

  await learner.run()
  expect(await learner.read('alice', '/')).toMatch(/views \d/)
})
