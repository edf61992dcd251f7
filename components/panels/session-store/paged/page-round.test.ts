import { expect, it } from 'vitest'
import { PageRound } from './page-round'

it('asks for each page once, and again for one that nobody answered', () => {
  const round = new PageRound('redis')
  expect(round.take([0, 1])).toEqual([0, 1])
  expect(round.take([1, 2])).toEqual([2])
  round.settle(1, false)
  round.settle(2, true)
  expect(round.isMissing).toBe(true)
  expect(round.take([0, 1, 2])).toEqual([1])
  round.settle(1, true)
  expect(round.isMissing).toBe(false)
  expect(round.take([0, 1, 2])).toEqual([])
})
