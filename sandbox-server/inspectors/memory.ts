import { LIMITS } from '../../protocol/limits'
import type { Snapshot, StoreRecord } from '../../protocol/snapshot'
import type { Inspector } from './inspector'

/** One process' answer to `snapshot`. */
export interface Heap {
  /** From 1. */
  instance: number
  records: readonly StoreRecord[]
  total: number
  /** false: this process has made no MemoryStore. */
  hasMemoryStore: boolean
}

export interface HeapReader {
  /** Every live instance's heap. */
  heaps(): Promise<readonly Heap[]>
  /** Deletes the record from every heap that has it; false when none had. */
  remove(sid: string): Promise<boolean>
}

/** The records in the heaps of the app's own processes, one snapshot per instance. */
export class MemoryInspector implements Inspector {
  readonly kind = 'memory'

  constructor(private readonly reader: HeapReader) {}

  async read(): Promise<Snapshot[]> {
    const heaps = await this.reader.heaps()
    return heaps.filter(({ hasMemoryStore }) => hasMemoryStore).map(snapshotOf)
  }

  remove(sid: string): Promise<boolean> {
    return this.reader.remove(sid)
  }
}

function snapshotOf({ instance, records, total }: Heap): Snapshot {
  return {
    kind: 'memory',
    engine: `heap of instance ${String(instance)}`,
    instance,
    records: records.slice(0, LIMITS.snapshot.records),
    total: Math.max(total, records.length),
  }
}
