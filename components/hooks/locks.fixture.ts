interface Request {
  name: string
  isShared: boolean
  task: () => unknown
  answer: (value: unknown) => void
}

/** As much of `navigator.locks` as tests of several pages need: shared and exclusive locks, granted in order. */
export class FakeLocks {
  #held: Request[] = []
  #waiting: Request[] = []

  request(name: string, ...rest: [task: () => unknown] | [{ mode: string }, task: () => unknown]) {
    const [options, task] = rest.length === 1 ? [{ mode: 'exclusive' }, rest[0]] : rest
    return new Promise((answer) => {
      this.#waiting.push({ name, isShared: options.mode === 'shared', task, answer })
      this.#grantLater()
    })
  }

  /** The browser takes back the locks of pages that are closed. */
  closePagesThatHold(): void {
    this.#held = []
    this.#grantLater()
  }

  /** All that can be granted now was granted. */
  settled(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 5))
  }

  #grantLater(): void {
    setTimeout(() => this.#grant())
  }

  #grant(): void {
    const [first, ...others] = this.#waiting
    if (!first) return
    const rivals = this.#held.filter(({ name }) => name === first.name)
    if (rivals.some(({ isShared }) => !isShared || !first.isShared)) return
    this.#waiting = others
    this.#held.push(first)
    void Promise.resolve(first.task()).then((value) => {
      this.#held = this.#held.filter((one) => one !== first)
      first.answer(value)
      this.#grantLater()
    })
    this.#grantLater()
  }
}
