import { once } from 'node:events'
import { connect, createServer, type ListenOptions, type Server, type Socket } from 'node:net'

/** Leads from an address to a socket, and can be cut, or die without a word to either end. */
export class CuttableLine {
  private server: Server | null = null
  private readonly ends = new Set<Socket>()

  /** `from`: a socket's path, or a port. */
  constructor(
    private readonly from: ListenOptions,
    private readonly to: string,
  ) {}

  /** Where it begins, if that is a port. */
  get port(): number {
    const found = this.server?.address()
    return typeof found === 'object' && found ? found.port : 0
  }

  async open(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(this.to)
      for (const [end, other] of [[near, far] as const, [far, near] as const]) {
        this.ends.add(end)
        end.on('error', () => undefined).once('close', () => other.destroy())
        end.pipe(other)
      }
    }).listen(this.from)
    await once(this.server, 'listening')
  }

  /** Who is connected stays so and hears nothing more. Others may still come. */
  hush(): void {
    for (const end of this.ends) end.unpipe().resume()
  }

  /** Nobody else may come. */
  shut(): void {
    this.server?.close()
  }

  cut(): void {
    this.shut()
    for (const end of this.ends) end.destroy()
    this.ends.clear()
  }
}
