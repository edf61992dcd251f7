import { backoff } from './backoff'
import { Unreachable } from './failures'

interface Work {
  /** Sends what there is now. */
  put: (keepalive: boolean) => Promise<void>
  report: (state: 'saved' | 'saving' | 'unsaved') => void
  /** A refusal, which trying again would not change. */
  refused: (cause: unknown) => void
}

export interface Saver {
  /** Something changed: save it when typing pauses. */
  touch: () => void
  /** Saves now what is unsaved; resolves when the server has it, or has refused it. */
  flush: (keepalive?: boolean) => Promise<void>
  end: () => void
}

const PAUSE_MS = 350

/** Saves as one types: after a pause, one at a time, again and again until the server has the last change. */
export function createSaver({ put, report, refused }: Work): Saver {
  let changed = 0
  let kept = 0
  let attempt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }
  const save = async (keepalive: boolean): Promise<void> => {
    const version = changed
    report('saving')
    try {
      await put(keepalive)
      attempt = 0
      kept = version
      report(changed === kept ? 'saved' : 'unsaved')
    } catch (cause) {
      report('unsaved')
      if (cause instanceof Unreachable) later(backoff(attempt++))
      else refused(cause)
      throw cause
    }
  }
  const flush = async (keepalive = false): Promise<void> => {
    clearTimeout(timer)
    if (running) await running.catch(() => undefined)
    if (changed === kept) return
    running = save(keepalive)
    // Whoever asked learns of a failure; the timer's own calls must not end as unhandled.
    await running.finally(() => (running = null)).catch(() => undefined)
  }
  return {
    touch: () => {
      changed += 1
      report('unsaved')
      later(PAUSE_MS)
    },
    flush,
    end: () => clearTimeout(timer),
  }
}
