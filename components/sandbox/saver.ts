import { backoff } from './backoff'
import { Unreachable } from './failures'

interface Work<T> {
  /** What there is now. */
  now: () => T
  put: (what: T, keepalive: boolean) => Promise<void>
  report: (state: 'saved' | 'saving' | 'unsaved') => void
  /** A refusal, which trying again would not change. */
  refused: (cause: unknown) => void
}

/** What the server has of what was asked to be saved, or why it has it not. */
export type Saved<T> = { taken: T } | { cause: unknown }

export interface Saver<T> {
  /** Something changed: save it when typing pauses. */
  touch: () => void
  /** Saves now what is unsaved; resolves when the server has it, or has not taken it. */
  flush: (keepalive?: boolean) => Promise<Saved<T>>
  /** Tries no more and tells nothing, until something changes again: somebody else may be saving by now. */
  end: () => void
}

const PAUSE_MS = 350

/** Saves as one types: after a pause, one at a time, again and again until the server has the last change. */
export function createSaver<T>({ now, put, report, refused }: Work<T>): Saver<T> {
  let changed = 0
  let kept = 0
  let attempt = 0
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<Saved<T>> | null = null

  const later = (ms: number) => {
    clearTimeout(timer)
    if (!ended) timer = setTimeout(() => void flush(), ms)
  }
  const tell = (state: 'saved' | 'saving' | 'unsaved') => {
    if (!ended) report(state)
  }
  const save = async (keepalive: boolean): Promise<Saved<T>> => {
    const version = changed
    const what = now()
    tell('saving')
    try {
      await put(what, keepalive)
      attempt = 0
      kept = version
      tell(changed === kept ? 'saved' : 'unsaved')
      return { taken: what }
    } catch (cause) {
      tell('unsaved')
      if (cause instanceof Unreachable) later(backoff(attempt++))
      else refused(cause)
      return { cause }
    } finally {
      running = null
    }
  }
  const flush = async (keepalive = false): Promise<Saved<T>> => {
    clearTimeout(timer)
    while (running) await running
    if (changed === kept) return { taken: now() }
    running = save(keepalive)
    return running
  }
  return {
    touch: () => {
      ended = false
      changed += 1
      report('unsaved')
      later(PAUSE_MS)
    },
    flush,
    end: () => {
      ended = true
      clearTimeout(timer)
    },
  }
}
