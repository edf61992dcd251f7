import { expect, test } from './fixtures/promise'
import { storeApp } from './fixtures/stores'

const ROUTES = `app.get('/prune', (req, res) =>
  store.pruneSessions((error) => res.send(error ? 'error: ' + error.message : 'pruned')))`

test('an expired row stays until it is pruned', async ({ learner }) => {
  await learner.runApp(storeApp('postgres', { options: 'cookie: { maxAge: 60_000 }', routes: ROUTES }))
  await learner.read('alice', '/')
  const { sid } = await learner.recordOf('postgres')
  await learner.advance(120_000)
  expect((await learner.recordOf('postgres')).sid, 'expired, and still a row').toBe(sid)

  expect(await learner.read('bob', '/prune')).toBe('pruned')
  const left = (await learner.storeOf('postgres')).flatMap(({ records }) => records)
  expect(left).toEqual([])
})
