import { expect, it, vi } from 'vitest'
import { forgetFailed, keepPromises } from './kept-promises'

it('loads once, and the same promise is read again', async () => {
  const keep = keepPromises<number>()
  const load = vi.fn(() => Promise.resolve(1))
  const first = keep('a', load)
  expect(keep('a', load)).toBe(first)
  await first
  forgetFailed()
  expect(keep('a', load)).toBe(first)
  expect(load).toHaveBeenCalledTimes(1)
})

it('loads again what failed, when somebody tries again and not before', async () => {
  const keep = keepPromises<number>()
  const load = vi.fn(() => Promise.reject<number>(new Error('no net')))
  const first = keep('a', load)
  await expect(first).rejects.toThrow('no net')
  expect(keep('a', load)).toBe(first)
  forgetFailed()
  await expect(keep('a', () => Promise.resolve(2))).resolves.toBe(2)
})
