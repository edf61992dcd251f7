import { expect, it } from 'vitest'
import { StableFacts } from './stable-facts'

it('tells figures that move by themselves anew only when something else has changed', () => {
  const facts = new StableFacts(['used'])
  expect(facts.of('a', { used: 1, keys: 1 }, ['x'])).toEqual({ used: 1, keys: 1 })
  expect(facts.of('a', { used: 2, keys: 1 }, ['x'])).toEqual({ used: 1, keys: 1 })
  expect(facts.of('b', { used: 3, keys: 1 }, ['x'])).toEqual({ used: 3, keys: 1 })
  expect(facts.of('a', { used: 4, keys: 1 }, ['y'])).toEqual({ used: 4, keys: 1 })
  expect(facts.of('a', { used: 5, keys: 2 }, ['y'])).toEqual({ used: 5, keys: 2 })
})

it('keeps nothing of what is no longer there', () => {
  const facts = new StableFacts([])
  for (let n = 0; n < 100; n += 1) {
    facts.of(`table ${String(n)}`, {}, [])
    facts.keep([`table ${String(n)}`])
  }
  expect(facts.size).toBe(1)
})
