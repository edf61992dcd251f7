import { describe, expect, it } from 'vitest'
import type { Snapshot, StoreRecord } from '../snapshot'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import { Story } from './fixtures/story'
import { momentAt } from './moment'

const record = (sid: string): StoreRecord => {
  return { sid, data: {}, expires: null, where: `sess:${sid}`, raw: '{}', bytes: 2 }
}
const keys = (sids: string[], total: number): Snapshot => ({
  kind: 'redis',
  engine: 'Redis, prefix sess:',
  instance: null,
  records: sids.map(record),
  total,
})

/** What one request changed, of the records that two snapshots hold. */
function changes(before: Snapshot, now: Snapshot): string[] {
  const story = new Story()
    .add({ type: 'store.changed', exchange: null, snapshot: before })
    .ask({ id: 'x1', browser: 'alice', path: '/' })
    .add({ type: 'store.changed', exchange: 'x1', snapshot: now })
  const [store] = momentAt(extendTrace(EMPTY_TRACE, story.events), Infinity).stores
  return store?.records.map(({ sid, change }) => `${sid} ${change}`) ?? []
}

describe('the records of a store at a moment', () => {
  it('are compared with those before', () => {
    expect(changes(keys(['a', 'b'], 2), keys(['b', 'c'], 2))).toEqual(['b same', 'c added', 'a removed'])
  })

  it('are not gone when the list is cut: others may have pushed them out of it', () => {
    expect(changes(keys(['a', 'b'], 2), keys(['b', 'c'], 3))).toEqual(['b same', 'c added'])
  })

  it('are not new when the earlier list was cut: they may have moved up in it', () => {
    expect(changes(keys(['a', 'b'], 3), keys(['b', 'c'], 2))).toEqual(['b same', 'c same', 'a removed'])
    expect(changes(keys(['a', 'b'], 4), keys(['b', 'c'], 4))).toEqual(['b same', 'c same'])
  })
})
