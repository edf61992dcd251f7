import { expect, test } from './fixtures/promise'
import { storeApp, STORE_NAMES } from './fixtures/stores'

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
