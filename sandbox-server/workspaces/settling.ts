import type { Observation } from '../../protocol/observation'

const PATIENCE_MS = 50

/**
 * Waits for the preload's last word on an exchange (`response.finished`), so that the trace keeps the order of
 * things: the answer's bytes and the observations travel on different ways.
 */
export class Settling {
  readonly #finished = new Set<string>()
  readonly #waiting = new Map<string, () => void>()

  hear(observation: Observation): void {
    if (observation.type !== 'response.finished' || observation.exchange === null) return
    const wake = this.#waiting.get(observation.exchange)
    if (wake) wake()
    else this.#remember(observation.exchange)
  }

  /** Resolves when the exchange's observations are in, or after 50 ms: an app that forges or fails must not stop us. */
  wait(exchange: string): Promise<void> {
    if (this.#finished.delete(exchange)) return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(exchange)
        resolve()
      }
      const timer = setTimeout(done, PATIENCE_MS)
      this.#waiting.set(exchange, done)
    })
  }

  /** Bounded: the learner's code can write to the channel as well. */
  #remember(exchange: string): void {
    if (this.#finished.size >= 256) this.#finished.clear()
    this.#finished.add(exchange)
  }
}
