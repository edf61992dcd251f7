import { describe, expect, it } from 'vitest'
import { bestOf, Demand } from './demand'

const REDIS = ['redis', 'connect-redis']

describe('demand', () => {
  it('wants nothing before anybody asked', () => {
    expect(new Demand().missing([[]])).toBeNull()
  })

  it('wants three that wait with what was asked for, in any order', () => {
    const demand = new Demand()
    demand.note(REDIS)
    demand.note([])
    expect(demand.missing([[], REDIS, REDIS])).toEqual(['connect-redis', 'redis'])
    expect(demand.missing([REDIS, REDIS, ['connect-redis', 'redis'], []])).toBeNull()
  })

  it('wants one for an app that may start, and three once it has', () => {
    const demand = new Demand()
    demand.foresee(REDIS)
    demand.foresee([])
    expect(demand.missing([[]])).toEqual(['connect-redis', 'redis'])
    expect(demand.missing([REDIS])).toBeNull()
    demand.note(REDIS)
    demand.foresee(REDIS)
    expect(demand.missing([REDIS, REDIS])).toEqual(['connect-redis', 'redis'])
  })

  it('forgets after ten minutes', () => {
    let now = 0
    const demand = new Demand(() => now)
    demand.note(REDIS)
    now = 11 * 60_000
    expect(demand.missing([[]])).toBeNull()
  })
})

it.each([
  ['the same modules before plain ones', [[], REDIS], REDIS, 1],
  ['a plain one when nobody has them', [['pg'], []], REDIS, 1],
  ['a plain one for who asks for nothing', [REDIS, []], [], 1],
  ['any when there is no other', [REDIS], [], 0],
  ['nobody', [], REDIS, -1],
])('takes %s', (_what, waiting, modules, index) => {
  expect(bestOf(waiting, modules)).toBe(index)
})
