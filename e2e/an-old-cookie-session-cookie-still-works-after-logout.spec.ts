import { expect, test } from './fixtures/promise'
import { cookieSessionApp } from './fixtures/stores'

test('an old cookie-session cookie still works after logout', async ({ learner }) => {
  await learner.runApp(cookieSessionApp())
  await learner.read('alice', '/login')
  const kept = (await learner.jarOf('alice')).map(({ name, value }) => `${name}=${value}`).join('; ')
  await learner.read('alice', '/logout')
  expect(await learner.read('alice', '/me')).toBe('user nobody')

  const { response } = await learner.send('bob', 'GET', '/me', { headers: [['Cookie', kept]] })
  expect(response?.body.text).toBe('user alice')
})
