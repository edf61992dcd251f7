import { expect, it } from 'vitest'
import { collected } from '../../collected.fixture'
import { ItemSpace } from './item-space'

it('an item keeps no more alive than is counted', () => {
  const space = new ItemSpace()
  space.set('k', { flags: '0', expires: -1, data: Buffer.from('v') })
  expect(space.peek('k')?.data.buffer.byteLength).toBe(1)
  const before = collected().heapUsed
  for (let n = 0; n < 1000; n += 1) {
    const line = Buffer.alloc(30_000, 'x').toString('latin1')
    const key = `${String(n)} ${line}`.slice(0, 40)
    const flags = line.slice(0, 40)
    space.set(key, { flags, expires: -1, data: Buffer.from('v') })
  }
  expect(space.size).toBe(1001)
  expect(collected().heapUsed - before).toBeLessThan(3_000_000)
})
