import { StoreRecord } from '../../protocol/snapshot'
import { TraceEvent, type TraceEventOf } from '../../protocol/trace-event'

const STRING_BOUNDS = [16_384, 4096, 1024, 256, 64]
const LIST_BOUND = 200

/** The event as JSON within `bytes`: long texts and lists are cut until it fits. Jars are state and stay whole. */
export function boundEvent(event: TraceEvent, bytes: number): { event: TraceEvent; json: string } {
  let json = JSON.stringify(event)
  if (json.length <= bytes || event.type === 'jar.changed') return { event, json }
  let bounded: TraceEvent = event
  for (const longest of STRING_BOUNDS) {
    bounded =
      event.type === 'store.changed'
        ? withFewerRecords(event, bytes, longest)
        : TraceEvent.parse(shorten(event, longest))
    json = JSON.stringify(bounded)
    if (json.length <= bytes) break
  }
  return { event: bounded, json }
}

/** Records from the front until the bytes are used up; `total` still tells how many there are. */
function withFewerRecords(event: TraceEventOf<'store.changed'>, bytes: number, longest: number): TraceEvent {
  let left = bytes - 1024
  const records: StoreRecord[] = []
  for (const record of event.snapshot.records) {
    const short = StoreRecord.parse(shorten(record, longest))
    left -= JSON.stringify(short).length + 1
    if (left < 0) break
    records.push(short)
  }
  return { ...event, snapshot: { ...event.snapshot, records } }
}

/** A copy with every text and list cut. */
function shorten(value: unknown, longest: number): unknown {
  const copy: unknown = JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner === 'string' && inner.length > longest) return `${inner.slice(0, longest)}…`
      return Array.isArray(inner) ? inner.slice(0, LIST_BOUND) : inner
    }),
  )
  return copy
}
