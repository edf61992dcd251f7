import type { TraceEvent } from '../../protocol/trace-event'

/**
 * State events replace each other: two with the same key, and only the later one counts.
 * null: an event that is a fact of its moment, not a state.
 */
export function stateKey(event: TraceEvent): string | null {
  switch (event.type) {
    case 'workspace.created':
    case 'files.replaced':
    case 'settings.changed':
    case 'clock.advanced':
    case 'run.started':
      return event.type
    case 'run.ready':
    case 'run.failed':
    case 'app.ended':
      return 'run.outcome'
    case 'browser.added':
    case 'browser.removed':
      return `browser ${event.browser}`
    case 'jar.changed':
      return `jar ${event.browser}`
    case 'store.changed':
      return `store ${event.snapshot.kind} ${event.snapshot.engine} ${String(event.snapshot.instance)}`
    case 'engine.changed':
      return `engine ${event.engine.source.kind}`
    case 'store.made':
      return `made ${event.store} ${String(event.instance)} ${placeOf(event.options)}`
    default:
      return null
  }
}

/** What tells two stores of one class apart: the cookie, the folder and the files in it, the keys or the table on a server. */
function placeOf({ name, path, fileExtension, kind, store }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([name, path, fileExtension, kind, kind === undefined ? null : store])
}

/** State events that only make sense in their order: when one is said again, so are the others. */
export function stateGroup(event: TraceEvent): string | null {
  switch (event.type) {
    case 'run.started':
    case 'run.ready':
    case 'run.failed':
    case 'app.ended':
    case 'store.made':
      return 'run'
    case 'jar.changed':
      return `browser ${event.browser}`
    default:
      return stateKey(event)
  }
}
