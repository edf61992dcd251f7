import { EngineNotRunning } from './engine'

interface Closable {
  readonly usable: boolean
  close(): void
}

/** One connection of ours for all who ask: opened at the first question, and anew when it is not usable any more. */
export class OneClient<C extends Closable> {
  private readonly open: () => Promise<C>
  private client: Promise<C> | null = null
  private over = false

  constructor(open: () => Promise<C>) {
    this.open = open
  }

  async get(): Promise<C> {
    const earlier = this.client
    const client = await earlier?.catch(() => null)
    if (this.over) throw new EngineNotRunning('It does not run any more.')
    if (client?.usable) return client
    // Who asks first opens it for all who ask at the same time.
    if (this.client && this.client !== earlier) return this.client
    this.client = this.open()
    return this.client
  }

  close(): void {
    this.over = true
    this.client?.then(
      (client) => {
        client.close()
      },
      () => undefined,
    )
  }
}
