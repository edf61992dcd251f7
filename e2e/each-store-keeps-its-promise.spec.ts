import type { Learner } from './fixtures/learner'
import { expect, test } from './fixtures/promise'
import { cookieCounter, storeApp, STORE_NAMES, type StoreName } from './fixtures/stores'

/** What a store keeps when the app's process is a new one, or when there are two of them. */
const REMEMBERS: Record<StoreName, boolean> = {
  memory: false,
  file: true,
  redis: true,
  memcached: true,
  postgres: true,
}
const WHERE: Record<StoreName, (sid: string) => string> = {
  memory: (sid) => sid,
  file: (sid) => `sessions/${sid}.json`,
  redis: (sid) => `sess:${sid}`,
  memcached: (sid) => sid,
  postgres: () => 'public.session',
}

for (const name of STORE_NAMES) {
  test(`${name} shows the record that the cookie names`, async ({ learner }) => {
    await learner.runApp(storeApp(name))
    expect(await learner.read('alice', '/')).toBe('views 1')
    const record = await learner.recordOf(name)
    expect(record.data).toMatchObject({ views: 1 })
    expect(record.where).toContain(WHERE[name](record.sid))
    const [cookie] = await learner.jarOf('alice')
    expect(decodeURIComponent(cookie?.value ?? '')).toContain(`s:${record.sid}.`)
  })

  test(`${name} ${REMEMBERS[name] ? 'remembers' : 'forgets'} at a restart of the app`, async ({ learner }) => {
    await learner.runApp(storeApp(name))
    await learner.read('alice', '/')
    expect(await learner.read('alice', '/')).toBe('views 2')
    await learner.restart()
    expect(await learner.read('alice', '/')).toBe(REMEMBERS[name] ? 'views 3' : 'views 1')
  })

  test(`${name} is ${REMEMBERS[name] ? '' : 'not '}shared by two instances`, async ({ learner }) => {
    await learner.openApp(storeApp(name))
    const texts = await fourVisitsToTwo(learner)
    if (REMEMBERS[name]) expect(texts).toEqual(COUNTED)
    else expect(texts).not.toContain('views 3')
  })
}

test('a cookie holds the session itself', async ({ learner }) => {
  await learner.runApp(cookieCounter())
  expect(await learner.read('alice', '/')).toBe('views 1')
  const record = await learner.recordOf('cookie')
  expect(record.data).toMatchObject({ views: 1 })
  const cookie = (await learner.jarOf('alice')).find(({ name }) => name === 'session')
  expect(JSON.parse(atob(cookie?.value ?? ''))).toEqual({ views: 1 })
})

test('a cookie remembers at a restart of the app', async ({ learner }) => {
  await learner.runApp(cookieCounter())
  await learner.read('alice', '/')
  expect(await learner.read('alice', '/')).toBe('views 2')
  await learner.restart()
  expect(await learner.read('alice', '/')).toBe('views 3')
})

test('a cookie is shared by two instances', async ({ learner }) => {
  await learner.openApp(cookieCounter())
  expect(await fourVisitsToTwo(learner)).toEqual(COUNTED)
})

const COUNTED = ['views 1', 'views 2', 'views 3', 'views 4']

/** What four visits in turns are answered; each of the two instances must have had its turn. */
async function fourVisitsToTwo(learner: Learner): Promise<string[]> {
  await learner.change({ instances: 2 })
  await learner.run()
  const visits = []
  for (let visit = 0; visit < 4; visit += 1) visits.push(await learner.send('alice', 'GET', '/'))
  expect(new Set(visits.map(({ instance }) => instance)).size, 'both instances answered').toBe(2)
  return visits.map(({ response }) => response?.body.text ?? '')
}
