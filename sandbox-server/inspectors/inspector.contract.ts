import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import { StoreRecord } from '../../protocol/snapshot'
import { quickest } from './engine.fixture'
import type { Inspector } from './inspector'

/** A real store with an inspector on it. */
export interface InspectedStore {
  inspector: Inspector
  /** The store's own set and get; set rejects for an id that the store cannot keep. */
  set(sid: string, data: Record<string, unknown>): Promise<void>
  get(sid: string): Promise<unknown>
  /** Puts many small records into the store by the shortest way, `sid-0` and on, each with its number as `n`. */
  fill(count: number): Promise<void>
  close(): Promise<void>
  /** Only of a store whose clock is not `Date` alone. */
  server?: {
    /** Milliseconds since the epoch on the workspace's clock. */
    now(): number
    /** Lets so many milliseconds pass. */
    advance(milliseconds: number): Promise<void>
    /** How exactly the server counts. */
    resolutionMs: number
    /** Ends it. */
    stop(): Promise<void>
  }
}

export interface ContractOptions {
  /** `running` where the server has a clock of its own, which nobody can stop. */
  clock?: 'stopped' | 'running'
  /** How many records are walked through. */
  many?: number
}

export const NOW = Date.parse('2027-01-15T08:00:00Z')

/** `req.session.cookie` as JSON, for a session that lives for maxAge milliseconds. */
export function cookie(maxAge: number | null): Record<string, unknown> {
  const expires = maxAge === null ? null : new Date(Date.now() + maxAge).toISOString()
  return { originalMaxAge: maxAge, expires, httpOnly: true, path: '/' }
}

const HOSTILE_IDS = [
  `it's "quoted"; drop table session; --`,
  '__proto__',
  'constructor',
  '%00',
  '%2e%2e%2f',
  'ünï-cødé-🍪',
  'sess:sess:',
  '*',
  '$1',
  '-',
  'a\tb',
  'a\r\nflush_all\r\n',
  'a b 0 0 1',
  '{"$ne":null}',
  'x'.repeat(240),
]

const HOSTILE_DATA: readonly Record<string, unknown>[] = [
  { text: `'; drop table session; -- " \\ \` $1 $$` },
  { text: 'line\nline\r\nEND\r\nVA 5\r\n' },
  { text: 'zero \u0000 and \u2028' },
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}') as Record<string, unknown>,
  { deep: JSON.parse('['.repeat(200) + ']'.repeat(200)) as unknown },
  { large: 'x'.repeat(1_000_000) },
]

/** What every inspector promises about every store. */
export function describeInspector(
  name: string,
  make: () => Promise<InspectedStore>,
  { clock = 'stopped', many = 10_000 }: ContractOptions = {},
): void {
  describe(name, () => {
    let store: InspectedStore

    beforeEach(async () => {
      if (clock === 'stopped') vi.useFakeTimers({ toFake: ['Date'], now: NOW })
      store = await make()
    })
    afterEach(async () => {
      vi.useRealTimers()
      await store.close()
    })

    const now = (): number => store.server?.now() ?? Date.now()
    const advance = async (milliseconds: number): Promise<void> => {
      if (store.server) await store.server.advance(milliseconds)
      else vi.setSystemTime(Date.now() + milliseconds)
    }
    const only = async () => {
      const [snapshot] = await store.inspector.read()
      if (!snapshot) throw new Error('no snapshot')
      return snapshot
    }
    const recordOf = async (sid: string) => {
      const found = (await only()).records.find((record) => record.sid === sid)
      if (!found) throw new Error(`no record ${sid}`)
      return found
    }
    const page = async (offset: number, limit: number, find = '') => {
      const { engine } = await only()
      const found = await store.inspector.page({ engine, offset, limit, find })
      if (!found) throw new Error('no page')
      return found
    }

    describe('what it shows', () => {
      it('shows a store without records as empty', async () => {
        expect(await only()).toMatchObject({ kind: store.inspector.kind, records: [], total: 0 })
        expect(await page(0, 10)).toEqual({ records: [], total: 0 })
      })

      it('shows what the app wrote, within 200 ms', async () => {
        await store.set('def', { cookie: cookie(60_000) })
        await store.set('abc', { cookie: cookie(null), views: 1, user: { name: 'Zoë' } })
        const { records, total } = await only()
        expect(total).toBe(2)
        const record = records.find(({ sid }) => sid === 'abc')
        expect(StoreRecord.safeParse(record).success).toBe(true)
        expect(record?.data).toMatchObject({ views: 1, user: { name: 'Zoë' }, cookie: { path: '/' } })
        expect(record?.where).toBeTruthy()
        expect(JSON.parse(record?.raw ?? '')).toEqual(record?.data)
        expect(record?.bytes).toBe(Buffer.byteLength(record?.raw ?? ''))
        let views = 1
        const written = async (): Promise<void> => {
          views += 1
          await store.set('abc', { cookie: cookie(null), views })
          expect((await recordOf('abc')).data).toMatchObject({ views })
        }
        expect(await quickest(written, 200)).toBeLessThan(200)
      })

      it('agrees with the store about when a record ends', async () => {
        const resolution = store.server?.resolutionMs ?? 0
        const at = now()
        await store.set('abc', { cookie: cookie(60_000), views: 1 })
        const expires = Date.parse((await recordOf('abc')).expires ?? '')
        // Set in between, and read in between: each may have taken all of that time.
        const took = now() - at
        expect(Math.abs(expires - (at + 60_000))).toBeLessThanOrEqual(resolution + took)
        const look = async () => ({ found: await store.get('abc'), snapshot: await only() })
        const there = { found: { views: 1 }, snapshot: { total: 1 } }
        await advance(expires - now() - 30_000)
        expect(await look(), 'reading does not evict').toMatchObject(there)
        await advance(expires - now() - 1 - 2 * resolution)
        const last = await look()
        // Whom a busy machine keeps waiting has asked when it is over.
        if (now() < expires - resolution) expect(last, 'its last moment').toMatchObject(there)
        await advance(expires - now() + 1 + 2 * resolution)
        await store.inspector.read()
        expect(await store.get('abc')).toBeFalsy()
      })

      it('shows the same as long as nothing changes', async () => {
        await store.set('abc', { cookie: cookie(60_000), views: 1 })
        await store.set('def', { cookie: cookie(null) })
        let first = ''
        const reading = async (): Promise<void> => void (first = JSON.stringify(await store.inspector.read()))
        // A reading that a busy machine draws out knows less well when a record ends, where the clock runs.
        if (clock === 'running') expect(await quickest(reading, 100)).toBeLessThan(100)
        else await reading()
        for (let i = 0; i < 5; i += 1) {
          if (clock === 'running') await delay(40)
          expect(JSON.stringify(await store.inspector.read())).toBe(first)
        }
      })

      it('cuts what is too long and says how much there is', async () => {
        await store.set('abc', { cookie: cookie(null), long: 'ö'.repeat(20_000) })
        const [record] = (await only()).records
        expect(record?.bytes).toBeGreaterThan(40_000)
        expect(Buffer.byteLength(record?.raw ?? '')).toBeLessThanOrEqual(LIMITS.snapshot.rawBytes + 3)
      })
    })

    it('takes apart no more than a picture needs, however much is stored', async () => {
      const large = 'x'.repeat(90_000)
      for (let n = 0; n < 10; n += 1) await store.set(`sid-${String(n)}`, { cookie: cookie(null), large })
      const { records } = await only()
      const read = [...records, ...(await page(0, LIMITS.page.records)).records]
      const takenApart = read.filter(({ data }) => data !== null)
      expect(takenApart.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(
        2 * LIMITS.snapshot.parsedLength,
      )
      expect(read.every(({ raw, bytes }) => raw !== '' && bytes > 90_000)).toBe(true)
    })

    describe('what it changes', () => {
      it('removes from the real store', async () => {
        await store.set('abc', { cookie: cookie(null), views: 1 })
        await store.set('def', { cookie: cookie(null), views: 2 })
        const { engine } = await only()
        expect(await store.inspector.remove('abc', `not ${engine}`)).toBe(false)
        expect(await store.inspector.remove('abc', engine)).toBe(true)
        expect(await store.inspector.remove('abc')).toBe(false)
        expect((await only()).records.map(({ sid }) => sid)).toEqual(['def'])
        expect(await store.get('abc')).toBeFalsy()
        expect(await store.get('def')).toMatchObject({ views: 2 })
      })

      it('edits the real record, and its end stays', async () => {
        await store.set('abc', { cookie: cookie(60_000), views: 1, gone: true })
        const from = performance.now()
        const before = await recordOf('abc')
        await advance(5000)
        expect(await store.inspector.edit('abc', { views: 9 }, `not ${(await only()).engine}`)).toBe(false)
        expect(await store.inspector.edit('abc', { views: 2, user: { name: 'Zoë' } })).toBe(true)
        const found = await store.get('abc')
        expect(found).toMatchObject({ views: 2, user: { name: 'Zoë' }, cookie: { path: '/' } })
        expect(found).not.toHaveProperty('gone')
        const after = await recordOf('abc')
        const took = performance.now() - from
        expect(after).toMatchObject({ where: before.where, data: { views: 2 } })
        const moved = Math.abs(Date.parse(after.expires ?? '') - Date.parse(before.expires ?? ''))
        // A second may end while it is edited, where the server counts in seconds by a clock of its own. A server that is
        // told how much time is left counts it from when it was told.
        expect(moved).toBeLessThanOrEqual(clock === 'running' ? (store.server?.resolutionMs ?? 0) + took : 0)
        await advance(Date.parse(after.expires ?? '') - now() + 1 + 2 * (store.server?.resolutionMs ?? 0))
        expect(await store.get('abc')).toBeFalsy()
      })

      it('edits a record without an end, cookie and all', async () => {
        await store.set('abc', { cookie: cookie(null), views: 1 })
        const { expires, data } = await recordOf('abc')
        expect(await store.inspector.edit('abc', { ...Object(data), views: 3 })).toBe(true)
        expect(await recordOf('abc')).toMatchObject({ expires, data: { views: 3, cookie: { path: '/' } } })
        expect(await store.get('abc')).toMatchObject({ views: 3 })
      })

      it.each(['', '..', '../abc', 'a/b', 'a\\b', '\0', '__proto__', 'toString', 'x'.repeat(5000), 'a\r\nb'])(
        'removes and edits nothing for the id %j',
        async (sid) => {
          await store.set('abc', { cookie: cookie(null) })
          expect(await store.inspector.remove(sid)).toBe(false)
          expect(await store.inspector.edit(sid, { views: 1 })).toBe(false)
          expect(await only()).toMatchObject({ total: 1, records: [{ sid: 'abc' }] })
        },
      )
    })

    describe('what the app may do to it', () => {
      it('shows, edits and removes records with odd ids, each alone', async () => {
        const kept: string[] = []
        await store.set('abc', { cookie: cookie(null), mine: true })
        for (const sid of HOSTILE_IDS) {
          const accepted = await store.set(sid, { cookie: cookie(null), name: sid }).then(
            () => true,
            () => false,
          )
          if (accepted) kept.push(sid)
        }
        expect(kept.length).toBeGreaterThan(3)
        expect((await only()).records.map(({ sid }) => sid).toSorted()).toEqual([...kept, 'abc'].toSorted())
        for (const [done, sid] of kept.entries()) {
          expect(await recordOf(sid)).toMatchObject({ data: { name: sid } })
          expect(await store.inspector.edit(sid, { name: 'edited' }), sid).toBe(true)
          expect(await store.get(sid), sid).toMatchObject({ name: 'edited' })
          expect(await store.inspector.remove(sid), sid).toBe(true)
          expect((await only()).total).toBe(kept.length - done)
        }
        expect(await store.get('abc')).toMatchObject({ mine: true })
      })

      it('shows and edits odd data', async () => {
        for (const data of HOSTILE_DATA) {
          await store.set('abc', { cookie: cookie(null), ...data })
          const { bytes, raw } = await recordOf('abc')
          expect(bytes).toBeGreaterThan(0)
          expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(LIMITS.snapshot.rawBytes + 3)
          expect(Reflect.get({}, 'admin')).toBeUndefined()
          await store.set('abc', { cookie: cookie(null) })
          expect(await store.inspector.edit('abc', data)).toBe(true)
          expect(JSON.stringify(await store.get('abc')).length).toBeGreaterThan(JSON.stringify(data).length)
        }
      })
    })

    describe('thousands of records', () => {
      beforeEach(() => store.fill(many))

      it('shows a bounded number, with the right total', async () => {
        const { records, total } = await only()
        expect(total).toBe(many)
        expect(records).toHaveLength(LIMITS.snapshot.records)
      })

      it('pages through all of them without loss or doubles', async () => {
        const seen = new Set<string>()
        for (let offset = 0; offset < many; offset += LIMITS.page.records) {
          const { records, total } = await page(offset, LIMITS.page.records)
          expect(total).toBe(many)
          for (const { sid } of records) seen.add(sid)
          expect(seen.size).toBe(Math.min(offset + LIMITS.page.records, many))
        }
        expect(await page(many, 10)).toEqual({ records: [], total: many })
      })

      it('finds by id and by content', async () => {
        const last = String(many - 1)
        const { records, total } = await page(0, 10, `sid-${last}`)
        expect({ sids: records.map(({ sid }) => sid), total }).toEqual({ sids: [`sid-${last}`], total: 1 })
        expect(await page(0, 10, `"n":${last}`)).toMatchObject({ total: 1, records: [{ sid: `sid-${last}` }] })
        expect(await page(1, 2, 'sid-99')).toMatchObject({ total: 11 + (many === 10_000 ? 100 : 0) })
        for (const find of ['nobody', '%', "'", '\0', '*', '\\'])
          expect(await page(0, 10, find)).toEqual({ records: [], total: 0 })
      })
    })

    it('has no page of what it does not show', async () => {
      await only()
      const query = { engine: 'elsewhere', offset: 0, limit: 10, find: '' }
      expect(await store.inspector.page(query)).toBeNull()
    })

    it('shows nothing of a server that has ended, with the reason', async () => {
      if (!store.server) return
      await store.set('abc', { cookie: cookie(null) })
      const { engine } = await only()
      await store.server.stop()
      const asking = async (): Promise<void> => {
        expect(await only()).toMatchObject({
          engine,
          records: [],
          total: 0,
          note: expect.any(String) as string,
        })
        expect(await store.inspector.page({ engine, offset: 0, limit: 10, find: '' })).toEqual({
          records: [],
          total: 0,
        })
        expect(await store.inspector.remove('abc')).toBe(false)
        expect(await store.inspector.edit('abc', {})).toBe(false)
      }
      expect(await quickest(asking, 3000)).toBeLessThan(3000)
    })
  })
}
