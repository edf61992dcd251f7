import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXCHANGE_HEADER } from '../../protocol/observation'
import { IN_BRIEF } from '../../protocol/exchange-header'
import type { AppFault } from '../../protocol/workspace'
import {
  CapacityError,
  type Lease,
  type LeasedInstance,
  type LeaseRequest,
  type Runner,
} from '../isolation/runner'

export const FAULT: AppFault = {
  code: 'syntax_error',
  message: 'Unexpected end of input',
  file: 'app.js',
  line: 3,
  column: 1,
  hint: null,
  stack: null,
}

/** A runner without processes: each instance is a server of this process on a Unix socket. */
export class FakeRunner implements Runner {
  readonly name = 'child-process'
  readonly isolates = false
  readonly why = 'a fake'
  readonly leases: LeaseRequest[] = []
  readonly foreseen: (readonly string[])[] = []
  /** What becomes of the next lease. */
  next: 'ready' | 'fault' | 'capacity' = 'ready'
  /** The end of a lease waits for it. */
  releasing: Promise<void> = Promise.resolve()
  /** What the app does with a request. */
  answer: RequestListener = (request, response) => {
    response.setHeader('Set-Cookie', 'seen=1; Path=/')
    response.end(`hello ${String(request.headers.cookie)}`)
  }

  readonly #folder = mkdtempSync(join(tmpdir(), 'fake-runner-'))
  #open: FakeInstance[] = []
  #sockets = 0

  foresee(modules: readonly string[]): void {
    this.foreseen.push(modules)
  }

  stats(): { alive: number; warm: number; cap: number } {
    return { alive: this.#open.length, warm: 0, cap: 1 }
  }

  async lease(request: LeaseRequest): Promise<Lease> {
    this.leases.push(request)
    if (this.next === 'capacity') throw new CapacityError('full')
    const fault = this.next === 'fault' ? FAULT : null
    const instances = Array.from({ length: request.instances }, (_none, index) =>
      this.#instance(request, index + 1),
    )
    await Promise.all(instances.map((instance) => instance.listening))
    this.#open = instances
    const release = (): Promise<void> => {
      for (const instance of instances) instance.end()
      return this.releasing
    }
    const refreshDoors = (): void => undefined
    return { fault, startMs: 1, folder: request.folder, instances, refreshDoors, release }
  }

  /** Ends an instance as if by itself. */
  die(
    instance: number,
    fault: AppFault = { ...FAULT, code: 'exit', message: 'The app ended with code 1.' },
  ): void {
    this.#open[instance - 1]?.end()
    this.leases.at(-1)?.onExit(instance, fault)
  }

  close(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true })
    return Promise.resolve()
  }

  #instance(request: LeaseRequest, instance: number): FakeInstance {
    this.#sockets += 1
    const path = join(this.#folder, `${String(this.#sockets)}.sock`)
    return new FakeInstance(instance, path, (incoming, response) => {
      const exchange = String(incoming.headers[EXCHANGE_HEADER]).replace(IN_BRIEF, '')
      response.on('finish', () => {
        request.onMessage(instance, { type: 'response.finished', at: Date.now(), exchange })
      })
      this.answer(incoming, response)
    })
  }
}

class FakeInstance implements LeasedInstance {
  readonly listening: Promise<void>
  readonly #server: Server
  #alive = true

  constructor(
    readonly instance: number,
    private readonly path: string,
    listener: RequestListener,
  ) {
    this.#server = createServer(listener)
    this.listening = new Promise((resolve) => this.#server.listen(path, resolve))
  }

  alive(): boolean {
    return this.#alive
  }

  connect(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.path)
      socket.once('connect', () => {
        resolve(socket)
      })
      socket.once('error', reject)
    })
  }

  send(): void {
    // A fake app obeys no commands.
  }

  end(): void {
    this.#alive = false
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
