import { describe, expect, it } from 'vitest'
import { emptyWorld } from '@/protocol/model/world'
import type { AppMoment, StoreMoment } from '@/protocol/model/views'
import type { StoreKind } from '@/protocol/snapshot'
import { kindInUse, storeGroups } from './store-groups'

const app = (...made: string[]): AppMoment => ({
  ...emptyWorld().app,
  state: 'ready',
  stores: made.map((store, id) => ({
    id,
    at: 0,
    type: 'store.made',
    exchange: null,
    instance: 1,
    store,
    options: {},
    recognised: true,
  })),
})
const store = (kind: StoreKind, kept = 0): StoreMoment => ({
  kind,
  engine: kind,
  instance: null,
  total: kept,
  columns: [],
  table: null,
  facts: {},
  note: null,
  records: Array.from({ length: kept }, (_, index) => ({
    sid: String(index),
    record: null,
    recordBefore: null,
    change: 'removed' as const,
  })),
})
const kinds = (made: string[], ...stores: StoreMoment[]) =>
  storeGroups({ stores, app: app(...made), engines: [] }).map((group) => group.kind)

describe('storeGroups', () => {
  it('shows the store in use before it kept anything', () => {
    expect(kinds(['RedisStore'])).toEqual(['redis'])
    expect(kinds(['cookie-session'])).toEqual(['cookie'])
  })
  it('shows one that was used before only while it keeps something', () => {
    expect(kinds(['PGStore'], store('redis', 2), store('file'))).toEqual(['postgres', 'redis'])
  })
  it('shows all there are when the app’s own store is not known', () => {
    expect(kinds([], store('memory'), store('file'))).toEqual(['memory', 'file'])
    expect(kinds(['MyStore'], store('redis'))).toEqual(['redis'])
  })
})

it.each([
  [[], null],
  [['MemoryStore'], 'memory'],
  [['MemoryStore', 'PGStore'], 'postgres'],
  [['MyStore'], null],
])('%j uses %s', (made, kind) => {
  expect(kindInUse(app(...made))).toBe(kind)
})
