import { expect, test } from './fixtures/promise'
import { cookieSessionApp, ironSessionApp } from './fixtures/stores'

test('anybody can read a signed cookie, and nobody can change it', async ({ learner }) => {
  await learner.runApp(cookieSessionApp())
  await learner.read('alice', '/login')
  const cookie = (await learner.jarOf('alice')).find(({ name }) => name === 'session')
  expect(JSON.parse(Buffer.from(cookie?.value ?? '', 'base64').toString())).toEqual({ user: 'alice' })
  const record = (await learner.storeOf('cookie')).flatMap(({ records }) => records)[0]
  expect(record?.data).toEqual({ user: 'alice' })
  expect(record?.raw).toBe(cookie?.value)

  expect(await learner.edit('cookie', record?.sid ?? '', { user: 'admin' })).toBe(true)
  expect(await learner.read('alice', '/me')).toBe('user nobody')
})

test('nobody can read a sealed cookie without its password', async ({ learner }) => {
  await learner.runApp(ironSessionApp())
  await learner.read('alice', '/login')
  const [cookie] = await learner.jarOf('alice')
  const readable = `${cookie?.value ?? ''} ${Buffer.from(cookie?.value ?? '', 'base64').toString('latin1')}`
  expect(readable).not.toContain('alice')
  const record = (await learner.storeOf('cookie')).flatMap(({ records }) => records)[0]
  expect(record?.data, 'the lab opens it with the app’s own password').toMatchObject({ user: 'alice' })
  expect(await learner.read('alice', '/me')).toBe('user alice')
})
