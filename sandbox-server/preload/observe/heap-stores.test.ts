import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { HeapStores } from './heap-stores'

setFlagsFromString('--expose-gc')

/** Collects what nobody holds, once nothing that runs now can hold it. */
async function collect(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
  runInNewContext('gc()')
}

it('a store that the app let go is let go here too; one that it holds is read', async () => {
  const stores = new HeapStores()
  const held = { sessions: { a: '{"n":1}' } }
  stores.add(held)
  stores.add(held)
  for (let n = 0; n < 100; n += 1) stores.add({ sessions: { b: '{"n":2}' } })
  expect(stores.snapshot().total).toBe(101)
  // What V8 itself still holds of the last one may need another turn.
  await expect
    .poll(async () => {
      await collect()
      return stores.snapshot().total
    })
    .toBe(1)
  expect(stores.snapshot()).toMatchObject({ total: 1, records: [{ sid: 'a', where: 'sessions["a"]' }] })
  expect(stores.remove('a')).toBe(true)
  expect(held.sessions).toEqual({})
})
