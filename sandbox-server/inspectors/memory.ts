import type { RecordsReply } from '../../protocol/api'
import { LIMITS } from '../../protocol/limits'
import type { Snapshot, StoreRecord } from '../../protocol/snapshot'
import type { Inspector, PageQuery } from './inspector'

/** One process' answer to `snapshot`. */
export interface Heap {
  /** From 1. */
  instance: number
  records: readonly StoreRecord[]
  total: number
  /** false: this process has made no MemoryStore. */
  hasMemoryStore: boolean
}

/** `instance` names one heap; null all of them. */
export interface HeapReader {
  /** Every live instance's heap; rejects with LateAnswer when one does not answer. */
  heaps(): Promise<readonly Heap[]>
  /** Records from the offset on, as many as one message holds and at least one; null when the process does not answer. */
  page(instance: number, page: { offset: number; limit: number; find: string }): Promise<Heap | null>
  /** Deletes the record; false when no heap had it. */
  remove(sid: string, instance: number | null): Promise<boolean>
  /** Puts JSON in the place of the record, its expiry kept; false when no heap had it. */
  edit(sid: string, json: string, instance: number | null): Promise<boolean>
}

/** The records in the heaps of the app's own processes, one snapshot per instance. */
export class MemoryInspector implements Inspector {
  readonly kind = 'memory'

  constructor(private readonly reader: HeapReader) {}

  async read(): Promise<Snapshot[]> {
    const heaps = await this.reader.heaps()
    return heaps.filter(({ hasMemoryStore }) => hasMemoryStore).map(snapshotOf)
  }

  async page({ engine, offset, limit, find }: PageQuery): Promise<RecordsReply | null> {
    const instance = instanceOf(engine)
    const records: StoreRecord[] = []
    for (;;) {
      const rest = { offset: offset + records.length, limit: limit - records.length, find }
      const heap = instance === null ? null : await this.reader.page(instance, rest)
      if (!heap?.hasMemoryStore) return null
      records.push(...heap.records)
      if (heap.records.length === 0 || records.length >= limit || offset + records.length >= heap.total)
        return { records: records.slice(0, limit), total: heap.total }
    }
  }

  async remove(sid: string, engine?: string): Promise<boolean> {
    const instance = engine === undefined ? null : instanceOf(engine)
    if (engine !== undefined && instance === null) return false
    return this.reader.remove(sid, instance)
  }

  async edit(sid: string, data: unknown, engine?: string): Promise<boolean> {
    const instance = engine === undefined ? null : instanceOf(engine)
    if (data === undefined || (engine !== undefined && instance === null)) return false
    return this.reader.edit(sid, JSON.stringify(data), instance)
  }
}

function engineOf(instance: number): string {
  return `heap of instance ${String(instance)}`
}

function instanceOf(engine: string): number | null {
  const instance = Number(/^heap of instance (\d{1,3})$/.exec(engine)?.[1])
  return Number.isInteger(instance) ? instance : null
}

function snapshotOf({ instance, records, total }: Heap): Snapshot {
  return {
    kind: 'memory',
    engine: engineOf(instance),
    instance,
    records: records.slice(0, LIMITS.snapshot.records),
    total: Math.max(total, records.length),
  }
}
