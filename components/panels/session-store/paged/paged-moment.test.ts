import { describe, expect, it } from 'vitest'
import type { StoreRecord } from '@/protocol/snapshot'
import { pagedMoment, type Earlier } from './paged-moment'

const record = (sid: string, views: number): StoreRecord => ({
  sid,
  data: { views },
  expires: null,
  where: 'public.session',
  raw: JSON.stringify({ views }),
  bytes: 11,
})
const call = (sid: string, op: string) => ({
  call: 1,
  op,
  store: 'PGStore',
  sid,
  calledId: 1,
  answeredId: 2,
  outcome: 'ok' as const,
  durationUs: 1,
  error: null,
})
const NOTHING: Earlier = { kind: 'postgres', told: new Map(), known: new Map(), exchange: null }

describe('a record of a page', () => {
  it('is unchanged when nothing else is known of it', () => {
    expect(pagedMoment(record('a', 1), NOTHING).change).toBe('same')
  })

  it('is marked as the snapshot marks it', () => {
    const told = new Map([
      ['a', { sid: 'a', record: record('a', 2), recordBefore: record('a', 1), change: 'changed' as const }],
    ])
    expect(pagedMoment(record('a', 2), { ...NOTHING, told })).toMatchObject({
      change: 'changed',
      recordBefore: { data: { views: 1 } },
    })
  })

  it('goes by the request where the snapshot before was cut', () => {
    const told = new Map([
      ['z', { sid: 'z', record: record('z', 1), recordBefore: null, change: 'same' as const }],
    ])
    const exchange = { storeCalls: [call('z', 'set')], sidSet: 'z' }
    expect(pagedMoment(record('z', 1), { ...NOTHING, told, exchange }).change).toBe('added')
  })

  it('is compared with itself on the page before', () => {
    const known = new Map([['z', record('z', 1)]])
    expect(pagedMoment(record('z', 1), { ...NOTHING, known }).change).toBe('same')
    expect(pagedMoment(record('z', 2), { ...NOTHING, known })).toMatchObject({
      change: 'changed',
      recordBefore: { data: { views: 1 } },
    })
  })

  it('is changed when another column of its row is', () => {
    const touched = (expire: string) => ({ ...record('z', 1), native: { sid: 'z', expire } })
    const known = new Map([['z', touched('10:00')]])
    expect(pagedMoment(touched('10:05'), { ...NOTHING, known }).change).toBe('changed')
  })

  it.each([
    ['set', null, 'changed'],
    ['set', 'z', 'added'],
    ['get', null, 'same'],
    ['touch', null, 'same'],
  ])('after %s, with the id %s in Set-Cookie, is %s', (op, sidSet, change) => {
    const exchange = { storeCalls: [call('z', op)], sidSet }
    expect(pagedMoment(record('z', 1), { ...NOTHING, exchange }).change).toBe(change)
  })
})
