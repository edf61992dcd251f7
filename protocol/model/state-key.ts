import type { TraceEvent } from '../trace-event'
import { snapshotKey } from './world'

/** Events that say a state of the world; of two with the same key, the later one says all that still counts. */
export function stateKey(event: TraceEvent): string | null {
  switch (event.type) {
    case 'settings.changed':
    case 'clock.advanced':
      return event.type
    case 'jar.changed':
      return `jar ${event.browser}`
    case 'store.changed':
      return `store ${snapshotKey(event.snapshot)}`
    case 'engine.changed':
      return `engine ${event.engine.source.kind}`
    default:
      return null
  }
}
