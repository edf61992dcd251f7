import { takeApart } from '../protocol/cookie-anatomy'
import { fileCounter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('the file is named after the id in the cookie', async ({ learner }) => {
  await learner.runApp(fileCounter())
  await learner.read('alice', '/')
  const [cookie] = await learner.jarOf('alice')
  const sid = takeApart(cookie?.value ?? '')?.sid
  const [folder] = await learner.storeOf('file')
  const [record] = folder?.records ?? []
  expect(sid).toBeTruthy()
  expect(record?.sid).toBe(sid)
  expect(record?.where.endsWith(`sessions/${sid}.json`)).toBe(true)
  expect(JSON.parse(record?.raw ?? '')).toMatchObject({ views: 1 })
})
