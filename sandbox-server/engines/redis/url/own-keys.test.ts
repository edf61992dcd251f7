import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { OwnKeys } from './own-keys'

it('goes through the keys of a shared Redis for one question at a time, however many are asked', async () => {
  let [asked, most] = [0, 0]
  const command = async ([verb]: readonly string[]) => {
    if (verb !== 'SCAN') return 0
    asked += 1
    most = Math.max(most, asked)
    await turn()
    asked -= 1
    return ['0', ['ct:a', 'other']]
  }
  const keys = new OwnKeys({ command }, 'ct:')
  const found = await Promise.all(Array.from({ length: 30 }, () => keys.all()))
  expect(found).toEqual(Array(30).fill(['ct:a']))
  expect(most).toBe(1)
})
