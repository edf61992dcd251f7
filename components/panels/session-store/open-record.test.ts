import { describe, expect, it } from 'vitest'
import type { RecordMoment } from '@/protocol/model/views'
import { openRecord } from './open-record'

const moment = (sid: string, change: RecordMoment['change'] = 'same'): RecordMoment => {
  const record = { sid, data: {}, expires: null, where: sid, raw: '{}', bytes: 2 }
  return { sid, record: change === 'removed' ? null : record, recordBefore: record, change }
}
const NOTHING = { edited: null, chosen: null, current: null, far: null }
const [a, b, c] = [moment('a'), moment('b'), moment('c', 'changed')]

describe('the record that is open', () => {
  it('is the chosen one, else the current session’s, else one that changed, else the first', () => {
    expect(openRecord([a, b, c], { ...NOTHING, chosen: b, current: 'a' })).toBe(b)
    expect(openRecord([a, b, c], { ...NOTHING, current: 'b' })).toBe(b)
    expect(openRecord([a, b, c], NOTHING)).toBe(c)
    expect(openRecord([a, b], NOTHING)).toBe(a)
    expect(openRecord([], NOTHING)).toBeUndefined()
  })

  it('is the one being changed, whoever makes a request meanwhile', () => {
    const newer = moment('a', 'changed')
    expect(openRecord([newer, b, c], { ...NOTHING, edited: a, chosen: a, current: 'b' })).toBe(newer)
  })

  it('is the one being changed also when it is gone', () => {
    const wanted = { ...NOTHING, edited: a, chosen: a, current: 'b' }
    expect(openRecord([moment('a', 'removed'), b], wanted)).toBe(a)
    expect(openRecord([b], wanted)).toBe(a)
    expect(openRecord([b], { ...wanted, far: c })).toBe(a)
  })
})
