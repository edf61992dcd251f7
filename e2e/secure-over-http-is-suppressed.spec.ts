import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('a secure cookie over http is suppressed, and the trace says why', async ({ learner }) => {
  await learner.runApp(counter('cookie: { secure: true },'))
  const exchange = await learner.send('alice', 'GET', '/')
  expect(exchange.response?.headers.map(([name]) => name.toLowerCase())).not.toContain('set-cookie')
  expect(await learner.jarOf('alice')).toEqual([])

  const decisions = await learner.traceOf('decision')
  const setCookie = decisions.find(({ kind }) => kind === 'set-cookie')
  expect(setCookie).toMatchObject({ taken: false, reason: 'not-secured' })
  expect(setCookie?.sentence).toMatch(/plain http/i)
})

test('behind a proxy that speaks https, and trusted, the same cookie is set', async ({ learner }) => {
  await learner.openApp(counter('cookie: { secure: true },'))
  await learner.change({ https: true })
  await learner.run()
  await learner.send('alice', 'GET', '/')
  const [cookie] = await learner.jarOf('alice')
  expect(cookie?.secure).toBe(true)
  expect(await learner.read('alice', '/')).toBe('views 2')
})
