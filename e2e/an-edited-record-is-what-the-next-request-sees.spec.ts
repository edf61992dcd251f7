import { expect, test } from './fixtures/promise'
import { storeApp, STORE_NAMES } from './fixtures/stores'

for (const name of STORE_NAMES) {
  test(`a record edited by hand in ${name} is what the next request sees`, async ({ learner }) => {
    await learner.runApp(storeApp(name))
    await learner.read('alice', '/')
    const { sid, data, expires } = await learner.recordOf(name)
    const edited = Object.assign({}, data, { views: 41 })
    expect(await learner.edit(name, sid, edited)).toBe(true)
    const after = await learner.recordOf(name)
    expect(after.data).toMatchObject({ views: 41 })
    expect(near(after.expires, expires), `${String(expires)} stays, not ${String(after.expires)}`).toBe(true)
    expect(await learner.read('alice', '/')).toBe('views 42')
  })

  test(`a record deleted by hand in ${name} ends the session`, async ({ learner }) => {
    await learner.runApp(storeApp(name))
    await learner.read('alice', '/')
    const { sid } = await learner.recordOf(name)
    expect(await learner.forget(name, sid)).toBe(true)
    expect(await learner.forget(name, sid)).toBe(false)
    expect(await learner.read('alice', '/')).toBe('views 1')
    expect((await learner.recordOf(name)).sid).not.toBe(sid)
  })
}

/** Servers that keep whole seconds of life can be a second off. */
function near(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b
  return Math.abs(Date.parse(a) - Date.parse(b)) <= 2000
}
