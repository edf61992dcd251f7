import { emptyWorld, foldWorld, type World } from '../../protocol/model/world'
import type { TraceEvent } from '../../protocol/trace-event'
import type { AppState, Settings } from '../../protocol/workspace'

/** A workspace's state, folded from its trace. */
export interface Recovered {
  settings: Settings
  clockOffsetMs: number
  /** Digest of the files as last recorded. */
  digest: string | null
  runs: number
  exchanges: number
  app: AppState
  browsers: World['browsers']
}

/** The state after these events: the trace is the one durable record of everything but the files. */
export function recover(events: readonly TraceEvent[]): Recovered {
  const world = emptyWorld()
  world.browsers.clear()
  let digest: string | null = null
  let exchanges = 0
  for (const event of events) {
    foldWorld(world, event)
    if (event.type === 'files.replaced') digest = event.digest
    if (event.type === 'exchange.started') exchanges = Math.max(exchanges, Number(event.exchange.slice(1)))
  }
  const { settings, clockOffsetMs, app, browsers } = world
  return { settings, clockOffsetMs, digest, runs: app.run, exchanges, app: app.state, browsers }
}

/** The app was up when this server's last life ended. */
export function wasRunning(state: AppState): boolean {
  return state === 'ready' || state === 'starting'
}
