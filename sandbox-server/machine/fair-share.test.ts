import { expect, it } from 'vitest'
import { FairShare } from './fair-share'

function clock() {
  let ms = 0
  const share = new FairShare(() => ms)
  const work = (who: object, cost: number): number =>
    share.work(who, () => {
      ms += cost
    })
  return { work, pass: (more: number) => (ms += more) }
}

it('one alone may take two fifths of the time, then waits for the next second', () => {
  const { work, pass } = clock()
  const app = {}
  expect([work(app, 200), work(app, 199)]).toEqual([0, 0])
  const pause = work(app, 101)
  expect(pause).toBe(500)
  pass(pause)
  expect(work(app, 100)).toBe(0)
})

it('a piece of work within another is counted once', () => {
  let ms = 0
  const share = new FairShare(() => ms)
  const app = {}
  const pause = share.work(app, () => {
    ms += 100
    share.work(app, () => (ms += 150))
  })
  expect(pause).toBe(0)
  expect(share.work(app, () => (ms += 200))).toBe(550)
})

it('the quiet are never made to wait for the loud', () => {
  const { work } = clock()
  const [loud, quiet] = [{}, {}]
  expect(work(loud, 600)).toBeGreaterThan(0)
  expect(work(quiet, 5)).toBe(0)
})
