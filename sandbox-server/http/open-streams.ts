import type { Response } from 'express'
import { LIMITS } from '../../protocol/limits'
import { Refusal } from '../workspaces/refusal'

/** Counts the live traces of everybody and of each learner; refuses one too many. */
export class OpenStreams {
  #all = 0
  readonly #byLearner = new Map<string, number>()

  /** Counts one that begins, until its response closes. One that closed already would never say so: false. */
  begin(learner: string, response: Response): boolean {
    if (response.destroyed) return false
    const own = this.#byLearner.get(learner) ?? 0
    if (this.#all >= LIMITS.api.streams) throw new Refusal('capacity')
    if (own >= LIMITS.api.streamsPerLearner) throw new Refusal('rate_limited')
    this.#all += 1
    this.#byLearner.set(learner, own + 1)
    response.once('close', () => {
      this.#end(learner)
    })
    return true
  }

  #end(learner: string): void {
    this.#all -= 1
    const left = (this.#byLearner.get(learner) ?? 1) - 1
    if (left === 0) this.#byLearner.delete(learner)
    else this.#byLearner.set(learner, left)
  }
}
