import { expect, test } from './fixtures/promise'
import { storeApp } from './fixtures/stores'

test('a Redis TTL runs down, and with it the session ends', async ({ learner }) => {
  // Long enough to be read while it lives, also on a machine that has much to do.
  await learner.runApp(storeApp('redis', { options: 'cookie: { maxAge: 15_000 }' }))
  await learner.read('alice', '/')
  const { sid, expires } = await learner.recordOf('redis')
  const left = Date.parse(expires ?? '') - Date.now()
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThanOrEqual(15_100)
  const [cookie] = await learner.jarOf('alice')

  await expect.poll(async () => (await learner.storeOf('redis')).flatMap(({ records }) => records)).toEqual([])
  const headers: [string, string][] = [['Cookie', `${cookie?.name ?? ''}=${cookie?.value ?? ''}`]]
  const { response } = await learner.send('bob', 'GET', '/look', { headers })
  expect(response?.body.text, `nothing is left of ${sid}`).toBe('views undefined')
})

test('a visit renews the TTL', async ({ learner }) => {
  await learner.runApp(storeApp('redis', { options: 'cookie: { maxAge: 600_000 }' }))
  await learner.read('alice', '/')
  await learner.advance(300_000)
  const before = Date.parse((await learner.recordOf('redis')).expires ?? '')
  await learner.read('alice', '/look')
  const after = Date.parse((await learner.recordOf('redis')).expires ?? '')
  expect(after - before).toBeGreaterThan(290_000)
})
