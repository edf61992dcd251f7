import type { JarCookie } from '../../protocol/cookie'
import type { TraceEvent } from '../../protocol/trace-event'
import { DEFAULT_SETTINGS } from '../../protocol/default-settings'
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
  browsers: Map<string, { real: boolean; cookies: readonly JarCookie[] }>
}

/** The state after these events: the trace is the one durable record of everything but the files. */
export function recover(events: readonly TraceEvent[]): Recovered {
  const state: Recovered = {
    settings: DEFAULT_SETTINGS,
    clockOffsetMs: 0,
    digest: null,
    runs: 0,
    exchanges: 0,
    app: 'idle',
    browsers: new Map(),
  }
  for (const event of events) apply(state, event)
  return state
}

function apply(state: Recovered, event: TraceEvent): void {
  switch (event.type) {
    case 'settings.changed':
      state.settings = event.settings
      break
    case 'clock.advanced':
      state.clockOffsetMs = event.offsetMs
      break
    case 'files.replaced':
      state.digest = event.digest
      break
    case 'run.started':
      state.runs = Math.max(state.runs, event.run)
      state.app = 'starting'
      break
    case 'run.ready':
      state.app = 'ready'
      break
    case 'run.failed':
      state.app = 'failed'
      break
    case 'app.ended':
      if (event.left === 0) state.app = stateAfter(event.reason)
      break
    case 'browser.added':
      state.browsers.set(event.browser, { real: event.real, cookies: [] })
      break
    case 'browser.removed':
      state.browsers.delete(event.browser)
      break
    case 'jar.changed':
      state.browsers.set(event.browser, {
        real: state.browsers.get(event.browser)?.real ?? false,
        cookies: event.cookies,
      })
      break
    case 'exchange.started':
      state.exchanges = Math.max(state.exchanges, Number(event.exchange.slice(1)))
      break
    default:
  }
}

function stateAfter(reason: string): AppState {
  if (reason === 'stop') return 'stopped'
  return reason === 'idle' || reason === 'server-restart' ? 'asleep' : 'crashed'
}
