import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import { StoreRecord } from '../../protocol/snapshot'
import type { Inspector } from './inspector'

/** A real store with an inspector on it. */
export interface InspectedStore {
  inspector: Inspector
  /** The store's own set and get. */
  set(sid: string, data: Record<string, unknown>): Promise<void>
  get(sid: string): Promise<unknown>
  /** Puts many small records into the store by the shortest way. */
  fill(count: number): Promise<void>
  close(): Promise<void>
}

export const NOW = Date.parse('2027-01-15T08:00:00Z')

/** `req.session.cookie` as JSON, for a session that lives for maxAge milliseconds. */
export function cookie(maxAge: number | null): Record<string, unknown> {
  const expires = maxAge === null ? null : new Date(Date.now() + maxAge).toISOString()
  return { originalMaxAge: maxAge, expires, httpOnly: true, path: '/' }
}

/** What every inspector promises about every store. */
export function describeInspector(name: string, make: () => Promise<InspectedStore>): void {
  describe(name, () => {
    let store: InspectedStore

    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: NOW })
      store = await make()
    })
    afterEach(async () => {
      vi.useRealTimers()
      await store.close()
    })

    const only = async () => {
      const [snapshot] = await store.inspector.read()
      if (!snapshot) throw new Error('no snapshot')
      return snapshot
    }

    it('shows a store without records as empty', async () => {
      expect(await only()).toMatchObject({ kind: store.inspector.kind, records: [], total: 0 })
    })

    it('shows what the app wrote', async () => {
      await store.set('abc', { cookie: cookie(null), views: 1, user: { name: 'Zoë' } })
      await store.set('def', { cookie: cookie(60_000) })
      const { records, total } = await only()
      expect(total).toBe(2)
      const [record] = records.filter(({ sid }) => sid === 'abc')
      expect(StoreRecord.safeParse(record).success).toBe(true)
      expect(record?.data).toMatchObject({ views: 1, user: { name: 'Zoë' }, cookie: { path: '/' } })
      expect(record?.where).toContain('abc')
      expect(JSON.parse(record?.raw ?? '')).toEqual(record?.data)
      expect(record?.bytes).toBe(Buffer.byteLength(record?.raw ?? ''))
    })

    it('agrees with the store about when a record ends', async () => {
      await store.set('abc', { cookie: cookie(60_000), views: 1 })
      const expires = Date.parse((await only()).records[0]?.expires ?? '')
      expect(expires).toBe(NOW + 60_000)
      vi.setSystemTime(expires - 1)
      expect(await store.get('abc')).toMatchObject({ views: 1 })
      vi.setSystemTime(expires + 1)
      expect((await only()).records, 'reading does not evict').toHaveLength(1)
      expect(await store.get('abc')).toBeFalsy()
    })

    it('removes from the real store', async () => {
      await store.set('abc', { cookie: cookie(null), views: 1 })
      await store.set('def', { cookie: cookie(null), views: 2 })
      expect(await store.inspector.remove('abc')).toBe(true)
      expect(await store.inspector.remove('abc')).toBe(false)
      expect((await only()).records.map(({ sid }) => sid)).toEqual(['def'])
      expect(await store.get('def')).toMatchObject({ views: 2 })
    })

    it.each(['', '..', '../abc', 'a/b', 'a\\b', '\0', '__proto__', 'toString', 'x'.repeat(5000)])(
      'removes nothing for the id %j',
      async (sid) => {
        await store.set('abc', { cookie: cookie(null) })
        expect(await store.inspector.remove(sid)).toBe(false)
        expect((await only()).total).toBe(1)
      },
    )

    it('cuts what is too long and says how much there is', async () => {
      await store.set('abc', { cookie: cookie(null), long: 'ö'.repeat(20_000) })
      const [record] = (await only()).records
      expect(record?.bytes).toBeGreaterThan(40_000)
      expect(Buffer.byteLength(record?.raw ?? '')).toBeLessThanOrEqual(LIMITS.snapshot.rawBytes + 3)
    })

    it('shows a bounded number of thousands, with the right total', async () => {
      await store.fill(3000)
      const { records, total } = await only()
      expect(total).toBe(3000)
      expect(records).toHaveLength(LIMITS.snapshot.records)
    })
  })
}
