import type { TraceEvent, TraceEventOf } from '@/protocol/trace-event'
import type { AppFault } from '@/protocol/workspace'

/** One line of the console. */
export interface ConsoleEntry {
  /** Event id. */
  id: number
  kind: 'out' | 'error' | 'fault' | 'run'
  text: string
  file: string | null
  line: number | null
  column: number | null
  hint: string | null
}

/** What the app printed and where it failed, up to an event; with `thisRun`, only since it was last started. */
export function consoleEntries(events: readonly TraceEvent[], until: number, thisRun: boolean): ConsoleEntry[] {
  const seen = events.filter((event) => event.id <= until && !event.repeated)
  const start = thisRun ? seen.findLastIndex((event) => event.type === 'run.started') : -1
  return seen
    .slice(start + 1)
    .filter((event, index, run) => event.type !== 'app.error' || !isToldByFailure(event, run.slice(index + 1)))
    .flatMap((event) => entryOf(event, thisRun) ?? [])
}

/** An error that made its run fail is told once, by the failure. */
function isToldByFailure(event: TraceEventOf<'app.error'>, later: readonly TraceEvent[]): boolean {
  const end = later.find(({ type }) => type === 'run.failed' || type === 'run.started')
  return end?.type === 'run.failed' && end.fault.message === event.fault.message
}

function entryOf(event: TraceEvent, thisRun: boolean): ConsoleEntry | null {
  switch (event.type) {
    case 'console': {
      const { id, text, file, line, stream } = event
      return { id, text, file, line, column: null, hint: null, kind: stream === 'stderr' ? 'error' : 'out' }
    }
    case 'app.error':
    case 'run.failed':
      return faultEntry(event.id, event.fault)
    case 'app.ended':
      return event.fault && event.reason === 'limit' ? faultEntry(event.id, event.fault) : null
    case 'run.started':
      return thisRun ? null : { id: event.id, kind: 'run', text: `Run ${String(event.run)}`, ...NOWHERE }
    default:
      return null
  }
}

const NOWHERE = { file: null, line: null, column: null, hint: null }

function faultEntry(id: number, { message, file, line, column, hint }: AppFault): ConsoleEntry {
  return { id, kind: 'fault', text: message, file, line, column, hint }
}
