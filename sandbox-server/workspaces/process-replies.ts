import type { ProcessCommand, ProcessReply } from '../../protocol/observation'
import type { LeasedInstance } from '../isolation/runner'

type Snapshot = Extract<ProcessReply, { type: 'snapshot' }>
/** Which records of a heap are asked for. */
export type HeapPage = NonNullable<Extract<ProcessCommand, { type: 'snapshot' }>['page']>

const TIMEOUT_MS = 1000

/** Questions to a process and their answers, paired by number. A process that never answers gets null in its stead. */
export class ProcessReplies {
  #asked = 0
  readonly #waiting = new Map<number, (message: ProcessReply | null) => void>()

  async snapshot(instance: LeasedInstance, page?: HeapPage): Promise<Snapshot | null> {
    const reply = await this.#ask((request) => {
      instance.send({ type: 'snapshot', request, ...(page && { page }) })
    })
    return reply?.type === 'snapshot' ? reply : null
  }

  async remove(instance: LeasedInstance, sid: string): Promise<boolean> {
    const reply = await this.#ask((request) => {
      instance.send({ type: 'remove', request, sid })
    })
    return reply?.type === 'removed' && reply.removed
  }

  /** data: the whole record as JSON. */
  async edit(instance: LeasedInstance, sid: string, data: string): Promise<boolean> {
    const reply = await this.#ask((request) => {
      instance.send({ type: 'edit', request, sid, data })
    })
    return reply?.type === 'edited' && reply.edited
  }

  /** Gives an answer to whoever asked. The learner's code can forge one; it can then only fool its own screen. */
  settle(message: ProcessReply): void {
    if (message.type !== 'primed' && message.type !== 'pong') this.#waiting.get(message.request)?.(message)
  }

  /** A process ended: whoever waits, waits no longer. */
  giveUp(): void {
    for (const done of this.#waiting.values()) done(null)
  }

  #ask(send: (request: number) => void): Promise<ProcessReply | null> {
    this.#asked += 1
    const request = this.#asked
    return new Promise((resolve) => {
      const done = (message: ProcessReply | null): void => {
        clearTimeout(timer)
        this.#waiting.delete(request)
        resolve(message)
      }
      const timer = setTimeout(done, TIMEOUT_MS, null)
      this.#waiting.set(request, done)
      send(request)
    })
  }
}
