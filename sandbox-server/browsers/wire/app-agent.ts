import { Agent, type ClientRequestArgs } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Node closes an idle server connection after five seconds; ours must be the first to let go. */
const IDLE_MS = 4000

type Created = (error: Error | null, stream: Duplex) => void

/** Keeps connections to one instance of the app, each made by `connect`. */
export class AppAgent extends Agent {
  readonly #connect: () => Promise<Socket>

  constructor(connect: () => Promise<Socket>) {
    super({ keepAlive: true, maxFreeSockets: 8, scheduling: 'lifo', timeout: IDLE_MS })
    this.#connect = connect
  }

  /** Called by Node’s Agent; an answer by callback is allowed. */
  override createConnection(_options: ClientRequestArgs, created?: Created): undefined {
    this.#connect().then(
      (socket) => {
        created?.(null, socket)
      },
      (error: unknown) => {
        // The type asks for a stream; Node looks at the error alone.
        created?.(error instanceof Error ? error : new Error(String(error)), new Socket())
      },
    )
  }
}
