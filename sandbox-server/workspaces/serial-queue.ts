/** Runs tasks one after the other, in the order they came. A failed task does not stop the next. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve()

  add<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task)
    this.#last = result.catch(() => undefined)
    return result
  }

  /** Resolves when everything added so far is done. */
  async idle(): Promise<void> {
    await this.#last
  }
}
