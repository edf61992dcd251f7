import { beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../../protocol/limits'
import { Share } from './share'
import { countAnswered, countSent } from './share-tap'

const MOST = LIMITS.engine.memcachedMemoryMb * 1024 * 1024
const MB = 1024 * 1024

describe('a workspace’s share of a Memcached', () => {
  let evicted: string[]
  let share: Share
  beforeEach(() => {
    evicted = []
    share = new Share((key) => void evicted.push(key))
  })

  /** A line that was sent, its data, and what the server answers. */
  const say = (line: string, bytes: number | null, ...answers: string[]): void => {
    const command = { words: line.split(' '), data: bytes === null ? null : Buffer.alloc(bytes) }
    countSent(share, command)
    for (const answer of answers) countAnswered(share, command, answer)
  }

  it('takes no more than its bytes: what was used least goes', () => {
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) say(`set ${key} 0 0 ${MB}`, MB, 'STORED')
    say('get a', null, `VALUE a 0 ${MB}`, 'END')
    say('mg c v', null, `VA ${MB}`)
    say('mg b v u', null, `VA ${MB}`)
    say(`set h 0 0 ${MB}`, MB, 'STORED')
    say(`set i 0 0 ${MB}`, MB, 'STORED')
    expect(evicted).toEqual(['b', 'd'])
    expect(share.facts).toMatchObject({ curr_items: 7, evictions: 2, limit_maxbytes: MOST })
    expect(share.facts.bytes).toBeLessThanOrEqual(MOST)
  })

  it('counts what was not answered yet', () => {
    for (let n = 0; n < 20; n += 1) say(`set k${n} 0 0 ${MB}`, MB)
    expect(evicted).toHaveLength(13)
  })

  it.each([
    ['set a 0 0 5', 5, 'STORED', 1],
    ['ms a 5 T60', 5, 'HD', 1],
    ['delete old', null, 'DELETED', 0],
    ['delete old', null, 'NOT_FOUND', 0],
    ['md old', null, 'HD', 0],
    ['md old I', null, 'HD', 1],
    ['md old x', null, 'HD', 1],
    ['ms new 5 MA', 5, 'NS', 0],
    ['ms new 5 MA N60', 5, 'HD', 1],
    ['mg new N60', null, 'HD W', 1],
    ['ma new N0', null, 'HD', 1],
    ['mg old t', null, 'HD t60', 1],
    ['touch old 60', null, 'TOUCHED', 1],
  ])('after %s there are as many items as in the server', (line, bytes, answer, items) => {
    if (line.includes('old') && answer !== 'NOT_FOUND') say('set old 0 0 5', 5, 'STORED')
    say(line, bytes, answer)
    expect(share.facts.curr_items).toBe(items)
  })

  it('grows with what is joined to a value, and never counts a smaller one that was refused', () => {
    say('set a 0 0 1000', 1000, 'STORED')
    say('append a 0 0 500', 500, 'STORED')
    say('ms a 500 MA', 500, 'HD')
    say('ms a 500 MA N60', 500, 'HD')
    say('add a 0 0 1', 1, 'NOT_STORED')
    expect(share.facts.bytes).toBe(2500 + 1 + 60)
    say('append nobody 0 0 500', 500, 'NOT_STORED')
    expect(share.facts.curr_items).toBe(1)
  })

  it('counts what was there before, and nothing twice', () => {
    say('set a 0 0 10', 10, 'STORED')
    share.had('a', 500)
    share.had('b', 500)
    expect(share.facts).toMatchObject({ curr_items: 2, bytes: 71 + 500 })
    share.clear()
    expect(share.facts).toMatchObject({ curr_items: 0, bytes: 0 })
  })
})
