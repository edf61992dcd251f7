import { expect, test } from './fixtures/promise'
import { appOf } from './fixtures/stores'

const IN_DATABASE_1 = appOf(`const { createClient } = require('redis')
const { RedisStore } = require('connect-redis')
const client = createClient({ url: 'redis://localhost:6379/1' })
client.on('error', (error) => console.error('redis: ' + error.message))
client.connect().catch(() => {})
const store = new RedisStore({ client })`)

test('a session in a numbered Redis database is shown, edited and removed', async ({ learner }) => {
  await learner.runApp(IN_DATABASE_1)
  expect(await learner.read('alice', '/')).toBe('views 1')
  const stores = await learner.storeOf('redis')
  expect(stores).toHaveLength(1)
  expect(stores[0]?.engine).toContain('database 1, prefix sess:')
  const { sid } = await learner.recordOf('redis')
  expect(await learner.edit('redis', sid, { views: 41 })).toBe(true)
  expect(await learner.read('alice', '/')).toBe('views 42')
  expect(await learner.forget('redis', sid)).toBe(true)
  expect(await learner.read('alice', '/')).toBe('views 1')
})
