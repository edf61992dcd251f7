import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('an endless loop is stopped with a reason, and the neighbour does not notice', async ({
  learner,
  stranger,
}) => {
  await learner.runApp(counter('', `app.get('/spin', () => { for (;;) {} })`))
  await stranger.runApp(counter())
  const over = new AbortController()
  const spinning = learner.send('alice', 'GET', '/spin').finally(() => {
    over.abort()
  })
  while (!over.signal.aborted) await stranger.read('alice', '/')
  const exchange = await spinning
  await expect.poll(async () => (await learner.traceOf('app.ended')).length).toBe(1)
  const [seen] = await learner.traceOf('request.seen')
  const [end] = await learner.traceOf('app.ended')
  const served = (await stranger.traceOf('response.received')).filter(
    ({ at }) => at > (seen?.at ?? Infinity) && at < (end?.at ?? 0),
  )
  expect(served.length, 'answers the neighbour got while the loop went on').toBeGreaterThan(0)
  expect(exchange.response).toBeNull()
  expect(exchange.error?.message).toMatch(/\w+.*\./)
  const ends = await learner.traceOf('app.ended')
  expect(ends.map(({ reason }) => reason)).toContain('limit')
  expect(ends.at(-1)?.fault?.hint).toMatch(/cpu|busy|loop|processor/i)

  await learner.run()
  expect(await learner.read('alice', '/')).toMatch(/views \d/)
})
