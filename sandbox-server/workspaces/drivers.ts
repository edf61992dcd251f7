import type { TraceEvent } from '../../protocol/trace-event'
import type { Inspector } from '../inspectors/inspector'
import type { Runner } from '../isolation/runner'
import type { Redaction } from '../tracing/redaction'
import type { App } from './app'

/** What inspectors may know of a workspace. */
export interface InspectedApp {
  app: App
  /** State events of the trace that count now: `store.made` among them. */
  state: () => Iterable<TraceEvent>
  /** Milliseconds since the epoch on the workspace's clock. */
  now: () => number
}

/** What a workspace needs of the outside; main.ts names the concrete ones. */
export interface Drivers {
  runner: Runner
  inspectors(inspected: InspectedApp): readonly Inspector[]
  /** Address for a real browser tab or curl. */
  tabUrl(workspace: string): string
  /** What must never appear in a trace. */
  secrets: readonly Redaction[]
}
