import { expect, test } from './fixtures/promise'
import { cookieSessionApp } from './fixtures/stores'

test('a cookie over 4096 bytes is dropped by the browser, and the lab says so', async ({ learner }) => {
  await learner.runApp(cookieSessionApp())
  await learner.read('alice', '/login')
  const held = (await learner.jarOf('alice')).find(({ name }) => name === 'session')
  expect(held?.value, 'the login gave a cookie').toBeTruthy()
  expect(await learner.read('alice', '/fill'), 'the server notices nothing').toBe('filled')

  const refused = (await learner.traceOf('cookie.judged'))
    .map(({ verdict }) => verdict)
    .findLast(({ outcome, name }) => outcome === 'rejected' && name === 'session')
  expect(refused?.sentence).toContain('4096')
  const kept = (await learner.jarOf('alice')).find(({ name }) => name === 'session')
  expect(kept?.value, 'the old cookie stays').toBe(held?.value)
  const me = await learner.read('alice', '/me')
  expect(me, 'its signature, a cookie of its own, was replaced and fits no longer').toBe('user nobody')
})
