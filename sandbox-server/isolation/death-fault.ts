import { LIMITS } from '../../protocol/limits'
import type { AppFault } from '../../protocol/workspace'

const blank = { file: null, line: null, column: null, hint: null, stack: null } as const
const HEAP_EXHAUSTED = /out of memory|Allocation failed - JavaScript heap|Reached heap limit/

/** How it ends instead when the kernel refuses before the watchdog looks, as with newer versions of Node. */
const BUFFERS_EXHAUSTED = /^RangeError: (?:Array buffer allocation failed|Failed to allocate memory)/

/** Each limit, in a sentence that names it. */
export const LIMIT_HINTS = {
  memory: `The app used more than ${String(LIMITS.sandbox.memoryMb)} MB of memory, so the lab stopped it.`,
  cpu: `The app kept the processor busy for more than ${String(LIMITS.sandbox.cpuBusyMs / 1000)} seconds without answering, so the lab stopped it. Is there an endless loop?`,
  folderBytes: `The app's folder grew beyond ${String(LIMITS.sandbox.folderBytes / 1024 / 1024)} MB, so the lab stopped it.`,
  folderFiles: `The app's folder holds more than ${String(LIMITS.sandbox.folderFiles)} files, so the lab stopped it.`,
  output: `The app printed more than ${String(LIMITS.sandbox.outputBytesPerSecond / 1024)} KB per second, so the lab stopped it.`,
  processes: `The app started too many processes: there is room for ${String(LIMITS.sandbox.processes)}, threads included. The lab stopped it.`,
} as const
export type LimitName = keyof typeof LIMIT_HINTS

/** The app was stopped at a limit. */
export function limitFault(limit: LimitName, more = ''): AppFault {
  const hint = LIMIT_HINTS[limit] + (more === '' ? '' : ` ${more}`)
  return { ...blank, code: 'limit', message: 'The app reached a limit of the lab.', hint }
}

/** The app runs but nobody can reach it. */
export function notListening(ms: number): AppFault {
  const seconds = String(ms / 1000)
  return {
    ...blank,
    code: 'not_listening',
    message: `The app did not listen within ${seconds} seconds.`,
    hint: 'An app must call app.listen(3000) to be reachable.',
  }
}

/** Why a process ended: what it said itself, or what its exit code and last words show. */
export function deathFault(
  code: number | null,
  signal: NodeJS.Signals | null,
  lastWords: string,
  said: AppFault | null,
): AppFault {
  if (HEAP_EXHAUSTED.test(lastWords)) return limitFault('memory')
  if (said && BUFFERS_EXHAUSTED.test(said.message)) {
    const { file, line, column, stack } = said
    return { ...limitFault('memory'), file, line, column, stack }
  }
  if (said) return said
  if (signal !== null || (code !== null && code > 128)) {
    const name = signal ?? `signal ${String((code ?? 128) - 128)}`
    return { ...blank, code: 'killed', message: `The app's process was ended from outside (${name}).` }
  }
  return { ...blank, code: 'exit', message: `The app ended with code ${String(code ?? 'unknown')}.` }
}
