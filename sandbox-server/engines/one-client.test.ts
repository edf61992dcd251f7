import { expect, it } from 'vitest'
import { OneClient } from './one-client'

class Line {
  usable = true
  close(): void {
    this.usable = false
  }
}

function openOne() {
  const lines: Line[] = []
  const one = new OneClient(() => {
    const line = new Line()
    lines.push(line)
    return Promise.resolve(line)
  })
  return { one, lines }
}

it('is opened once for all who ask at the same time, and once more when it is not usable', async () => {
  const { one, lines } = openOne()
  const [first] = await Promise.all([one.get(), one.get(), one.get()])
  expect(lines).toEqual([first])
  first.close()
  const [second] = await Promise.all([one.get(), one.get()])
  expect(lines).toEqual([first, second])
  expect(await one.get()).toBe(second)
})

it('is tried again where it could not be opened', async () => {
  const line = new Line()
  let tries = 0
  const one = new OneClient(() => {
    tries += 1
    return tries === 1 ? Promise.reject(new Error('refused')) : Promise.resolve(line)
  })
  await expect(one.get()).rejects.toThrow('refused')
  expect(await one.get()).toBe(line)
})

it('leaves none open when it ends, and opens none after that', async () => {
  const { one, lines } = openOne()
  const asked = one.get()
  await asked
  one.close()
  await expect(one.get()).rejects.toMatchObject({ name: 'EngineNotRunning' })
  expect(lines.map(({ usable }) => usable)).toEqual([false])
})
