import { expect, test } from './fixtures/promise'
import { SERVER_NAMES, storeApp } from './fixtures/stores'

for (const name of SERVER_NAMES) {
  test(`${name} stops, the app shows it, and after a start it serves again`, async ({ learner }) => {
    await learner.runApp(storeApp(name))
    await learner.read('alice', '/')
    expect((await learner.command(name, 'stop')).state).toBe('stopped')

    const { response, error } = await learner.send('alice', 'GET', '/look')
    const said = error?.message ?? response?.body.text ?? ''
    expect(said, 'the session is not read').not.toBe('views 1')
    expect(said).not.toBe('')
    const stopped = (await learner.traceOf('engine.changed')).filter(({ reason }) => reason === 'stopped')
    expect(stopped.at(-1)?.engine.source.kind).toBe(name)

    expect(['idle', 'running', 'starting']).toContain((await learner.command(name, 'start')).state)
    await learner.restart()
    const text = await learner.read('alice', '/')
    expect(text, 'a database keeps its rows, a cache was only memory').toBe(
      name === 'postgres' ? 'views 2' : 'views 1',
    )
  })
}

test('a Redis client without an error listener takes the app down with Redis', async ({ learner }) => {
  const files = storeApp('redis')
  const careless = (files['app.js'] ?? '').replace(/^client\.on\('error'.*\n/m, '')
  await learner.runApp({ 'app.js': careless })
  await learner.read('alice', '/')
  await learner.command('redis', 'stop')
  await expect.poll(async () => (await learner.traceOf('app.ended')).at(-1)?.reason).toBe('uncaught')
  const [end] = (await learner.traceOf('app.ended')).slice(-1)
  expect(end?.fault?.hint, 'the line that is missing').toContain("client.on('error'")
})

test('a slow engine makes a slow answer', async ({ learner }) => {
  await learner.runApp(storeApp('redis'))
  await learner.read('alice', '/')
  expect((await learner.slow('redis', 400)).latencyMs).toBe(400)
  const { durationMs } = await learner.send('alice', 'GET', '/')
  expect(durationMs).toBeGreaterThanOrEqual(400)
})
