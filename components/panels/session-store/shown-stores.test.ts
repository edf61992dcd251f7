import { describe, expect, it } from 'vitest'
import type { AppMoment, StoreMoment } from '@/protocol/model/views'
import { shownStores } from './shown-stores'

const app = (...made: string[]): AppMoment => ({
  state: 'ready',
  run: 1,
  instances: 1,
  began: 1,
  startMs: null,
  fault: null,
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
const BARE = { columns: [], table: null, facts: {}, note: null }
const heap: StoreMoment = { ...BARE, kind: 'memory', engine: 'heap', instance: 1, total: 0, records: [] }
const folder: StoreMoment = {
  ...BARE,
  kind: 'file',
  engine: './sessions',
  instance: null,
  total: 0,
  records: [],
}

describe('shownStores', () => {
  it('leaves out the empty heap of an app that keeps its sessions in files', () => {
    expect(shownStores([heap, folder], app('FileStore'))).toEqual([folder])
  })

  it('shows an empty heap to an app that keeps its sessions there, or has not made its store yet', () => {
    expect(shownStores([heap], app('MemoryStore'))).toEqual([heap])
    expect(shownStores([heap], app())).toEqual([heap])
  })
})
