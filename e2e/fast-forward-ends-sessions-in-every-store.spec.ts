import type { Learner } from './fixtures/learner'
import { expect, test } from './fixtures/promise'
import { cookieCounter, ironSessionApp, storeApp, STORE_NAMES } from './fixtures/stores'

const MINUTE = 60_000

for (const name of STORE_NAMES) {
  test(`fast-forward ends a session kept in ${name}`, async ({ learner }) => {
    await learner.runApp(storeApp(name, { options: `cookie: { maxAge: ${10 * MINUTE} }` }))
    await learner.read('alice', '/')
    const [cookie] = await learner.jarOf('alice')
    const headers: [string, string][] = [['Cookie', `${cookie?.name ?? ''}=${cookie?.value ?? ''}`]]

    await learner.advance(5 * MINUTE)
    expect(await learner.read('alice', '/'), 'half of the time is not the end').toBe('views 2')
    await learner.advance(11 * MINUTE)
    expect(await learner.jarOf('alice'), 'the browser let go of its cookie').toEqual([])
    const { response } = await learner.send('bob', 'GET', '/look', { headers })
    expect(response?.body.text, 'the server knows nothing of the old cookie').toBe('views undefined')
    const [jump] = (await learner.traceOf('clock.advanced')).slice(-1)
    expect(jump?.offsetMs).toBe(16 * MINUTE)
  })
}

test('fast-forward ends a cookie-session in its browser, and not in a copy of it', async ({ learner }) => {
  await learner.runApp(cookieCounter(`maxAge: ${10 * MINUTE}`))
  await learner.read('alice', '/')
  const headers = await cookiesOf(learner)

  await learner.advance(5 * MINUTE)
  expect(await learner.read('alice', '/look'), 'half of the time is not the end').toBe('views 1')
  await learner.advance(11 * MINUTE)
  expect(await learner.jarOf('alice'), 'the browser let go of its cookie').toEqual([])
  const { response } = await learner.send('bob', 'GET', '/look', { headers })
  expect(response?.body.text, 'nothing in the cookie says when it ends').toBe('views 1')
})

test('fast-forward ends a sealed iron-session, in a copy of it too', async ({ learner }) => {
  await learner.runApp(ironSessionApp(`ttl: ${(10 * MINUTE) / 1000},`))
  await learner.read('alice', '/login')
  const headers = await cookiesOf(learner)

  await learner.advance(5 * MINUTE)
  expect(await learner.read('alice', '/me'), 'half of the time is not the end').toBe('user alice')
  await learner.advance(11 * MINUTE)
  expect(await learner.jarOf('alice'), 'the browser let go of its cookie').toEqual([])
  const { response } = await learner.send('bob', 'GET', '/me', { headers })
  expect(response?.body.text, 'the date is sealed into the cookie').toBe('user nobody')
})

/** A Cookie header with all that Alice’s jar holds. */
async function cookiesOf(learner: Learner): Promise<[string, string][]> {
  const cookies = await learner.jarOf('alice')
  expect(cookies, 'the app gave a cookie').not.toEqual([])
  return [['Cookie', cookies.map(({ name, value }) => `${name}=${value}`).join('; ')]]
}
