import type { Client } from './client'
import type { Lab, LabState } from './lab'
import type { Files } from '@/protocol/workspace'
import type { Saver } from './saver'
import type { TraceStream } from './trace-stream'

/** What the actions work with. */
export interface LabParts {
  label: string
  /** Fetched after the page is there: the schemas that check each answer weigh more than the rest of the lab. */
  client: () => Promise<Client>
  saver: Saver<{ files: Files; entry: string }>
  get: () => Lab
  set: (change: Partial<LabState>) => void
  /** The trace as it is followed; null until the workspace is open. */
  stream: { now: TraceStream | null }
  /** Takes note of what went wrong, for the screen. */
  failed: (cause: unknown) => void
  /** Asks something of the open workspace; null when it was refused or nobody answered. */
  ask: <T>(command: (client: Client, id: string) => Promise<T>) => Promise<T | null>
}
