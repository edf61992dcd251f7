import type { EngineState } from '../../protocol/engine'
import type { Snapshot } from '../../protocol/snapshot'

/** What every inspector of a server needs to know of it. */
export interface EngineReader {
  /** `Redis 7.0.15`. */
  name(): string
  state(): EngineState
  /** How long its answer is waited for, in milliseconds. */
  readonly patienceMs?: number | undefined
}

/** Longer than a server of ours takes for thousands of records, shorter than anybody likes to wait. */
export const PATIENCE_MS = 2000

/** Why a server that does not run has no records to show, in a sentence. */
export function whyNothing(engine: EngineReader): string {
  const name = engine.name()
  switch (engine.state()) {
    case 'idle':
      return `${name} is not running yet. The app’s first connection starts it.`
    case 'starting':
      return `${name} is starting.`
    case 'running':
      return `${name} does not answer.`
    case 'stopped':
      return `${name} is stopped, so nobody can be asked for its records.`
    case 'failed':
      return `${name} does not run, so nobody can be asked for its records.`
  }
}

/**
 * What is shown without asking: a server that sleeps keeps what it has, and looking must not wake it. null: it is to be
 * asked. Throws while it sleeps or starts and was never asked, as in a new life of this server: nobody knows then what it keeps.
 */
export function shownAtRest(engine: EngineReader, last: Snapshot[] | null): Snapshot[] | null {
  const state = engine.state()
  if (last === null && (state === 'idle' || state === 'starting'))
    throw new Error(`Nobody has asked ${engine.name()} yet.`)
  return state === 'idle' ? last : null
}

/**
 * What the work comes to; null when the server does not run, fails, or takes too long. Nobody waits for ever: work that
 * asks many times stops when the signal is aborted.
 */
export async function askRunning<T>(
  engine: EngineReader,
  work: (waiting: AbortSignal) => Promise<T>,
): Promise<T | null> {
  if (engine.state() !== 'running') return null
  const patience = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      patience.abort()
      resolve(null)
    }, engine.patienceMs ?? PATIENCE_MS)
  })
  // A server that dies while it is asked is shown as one that does not answer.
  const asked = work(patience.signal).catch(() => null)
  const answer = await Promise.race([asked, late])
  clearTimeout(timer)
  return answer
}
