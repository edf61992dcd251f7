import { expect, it } from 'vitest'
import { isMissed, PageRound } from './page-round'

it('asks for each page once, and again for one that nobody answered', () => {
  const round = new PageRound('redis')
  expect(round.take([0, 1])).toEqual([0, 1])
  expect(round.take([1, 2])).toEqual([2])
  round.settle(1, false)
  round.settle(2, true)
  expect(round.missing).toEqual([1])
  expect(round.take([0, 1, 2])).toEqual([1])
  round.settle(1, true)
  expect(round.missing).toEqual([])
  expect(round.take([0, 1, 2])).toEqual([])
})

it('misses only what is in sight, so that trying again always has something to ask for', () => {
  const round = new PageRound('redis')
  round.take([3])
  round.settle(3, false)
  expect(isMissed(round.missing, [3])).toBe(true)
  round.take([10])
  expect(isMissed(round.missing, [10])).toBe(false)
  // Back at it, it is asked for by itself.
  expect(round.take([3])).toEqual([3])
  expect(isMissed(round.missing, [3])).toBe(true)
})
