import type { JarCookie } from '../cookie'
import type { EngineKind, EngineView } from '../engine'
import type { Snapshot } from '../snapshot'
import type { TraceEvent } from '../trace-event'
import { DEFAULT_SETTINGS } from '../default-settings'
import type { Settings } from '../workspace'
import type { AppMoment } from './views'

/** The state that events carry, folded up to some event. Changed in place while folding, never shared. */
export interface World {
  app: AppMoment
  settings: Settings
  clockOffsetMs: number
  browsers: Map<string, { real: boolean; cookies: readonly JarCookie[] }>
  /** By kind, engine and instance. */
  snapshots: Map<string, Snapshot>
  engines: Map<EngineKind, EngineView>
}

export function emptyWorld(): World {
  return {
    app: { state: 'idle', run: 0, instances: 0, began: 0, startMs: null, fault: null, stores: [] },
    settings: DEFAULT_SETTINGS,
    clockOffsetMs: 0,
    browsers: new Map([
      ['alice', { real: false, cookies: [] }],
      ['bob', { real: false, cookies: [] }],
    ]),
    snapshots: new Map(),
    engines: new Map(),
  }
}

/** Folds one event into the world. */
export function foldWorld(world: World, event: TraceEvent): void {
  switch (event.type) {
    case 'trace.truncated':
      // The browsers there are follow it, so that one removed before does not come back.
      world.browsers.clear()
      return
    case 'settings.changed':
      world.settings = event.settings
      return
    case 'clock.advanced':
      world.clockOffsetMs = event.offsetMs
      return
    case 'browser.added':
      if (!world.browsers.has(event.browser))
        world.browsers.set(event.browser, { real: event.real, cookies: [] })
      return
    case 'browser.removed':
      world.browsers.delete(event.browser)
      return
    case 'jar.changed':
      world.browsers.set(event.browser, {
        real: world.browsers.get(event.browser)?.real ?? false,
        cookies: event.cookies,
      })
      return
    case 'store.changed':
      if (event.snapshot.gone) world.snapshots.delete(snapshotKey(event.snapshot))
      else world.snapshots.set(snapshotKey(event.snapshot), event.snapshot)
      return
    case 'engine.changed':
      world.engines.set(event.engine.source.kind, event.engine)
      return
    default:
      foldApp(world, event)
  }
}

function foldApp(world: World, event: TraceEvent): void {
  const { app } = world
  switch (event.type) {
    case 'run.started':
      world.app = {
        state: 'starting',
        run: event.run,
        instances: 0,
        began: 0,
        startMs: null,
        fault: null,
        stores: [],
      }
      forgetHeaps(world, null)
      return
    case 'run.ready':
      world.app = {
        ...app,
        state: 'ready',
        instances: event.instances,
        began: event.instances,
        startMs: event.startMs,
      }
      return
    case 'run.failed':
      world.app = { ...app, state: 'failed', instances: 0, fault: event.fault }
      return
    case 'app.ended':
      forgetHeaps(world, event.left === 0 ? null : event.instance)
      if (event.left > 0) world.app = { ...app, instances: event.left }
      else if (event.reason !== 'replaced' && app.state !== 'failed') {
        world.app = { ...app, state: endState(event.reason), instances: 0, fault: event.fault }
      }
      return
    case 'store.made':
      world.app = { ...app, stores: [...app.stores, event] }
      return
    default:
  }
}

type EndReason = Extract<TraceEvent, { type: 'app.ended' }>['reason']

function endState(reason: EndReason): AppMoment['state'] {
  if (reason === 'stop') return 'stopped'
  return reason === 'idle' || reason === 'server-restart' ? 'asleep' : 'crashed'
}

/** A heap ends with its process: the records of that instance (null: of all) are gone. */
function forgetHeaps(world: World, instance: number | null): void {
  for (const [key, snapshot] of world.snapshots) {
    if (snapshot.kind !== 'memory' || (instance !== null && snapshot.instance !== instance)) continue
    world.snapshots.set(key, { ...snapshot, records: [], total: 0 })
  }
}

export const snapshotKey = ({ kind, engine, instance }: Snapshot): string =>
  `${kind} ${engine} ${String(instance ?? 0)}`
