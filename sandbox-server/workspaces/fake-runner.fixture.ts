import { createServer, type RequestListener, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppFault } from '../../protocol/workspace'
import { EXCHANGE_HEADER } from '../../protocol/observation'
import { CapacityError, type Lease, type LeaseRequest, type Runner } from '../isolation/runner'

const FAULT: AppFault = {
  code: 'syntax_error',
  message: 'Unexpected end of input',
  file: 'app.js',
  line: 3,
  column: 1,
  hint: null,
  stack: null,
}

export interface FakeRunner extends Runner {
  readonly leases: LeaseRequest[]
  /** What the app does with a request. */
  answer: RequestListener
  /** The next lease fails so. */
  next: 'ready' | 'fault' | 'capacity'
  /** Ends an instance as if by itself. */
  die(instance: number, fault?: AppFault): void
}

/** A runner without processes: each instance is a server of this process on a Unix socket. */
export function fakeRunner(): FakeRunner {
  const folder = mkdtempSync(join(tmpdir(), 'fake-runner-'))
  let open: { servers: Server[]; dead: Set<number>; request: LeaseRequest } | null = null
  let count = 0
  const runner: FakeRunner = {
    name: 'child-process',
    isolates: false,
    why: 'a fake',
    leases: [],
    next: 'ready',
    answer: (request, response) => {
      response.setHeader('Set-Cookie', 'seen=1; Path=/')
      response.end(`hello ${String(request.headers.cookie)}`)
    },
    stats: () => ({ alive: 0, warm: 0, cap: 1 }),
    close: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    die(instance, fault = { ...FAULT, code: 'exit', message: 'The app ended with code 1.' }) {
      open?.dead.add(instance)
      open?.servers[instance - 1]?.closeAllConnections()
      open?.request.onExit(instance, fault)
    },
    lease: async (request) => {
      runner.leases.push(request)
      if (runner.next === 'capacity') throw new CapacityError('full')
      const dead = new Set<number>()
      const servers: Server[] = []
      const lease: Lease = {
        fault: runner.next === 'fault' ? FAULT : null,
        startMs: 1,
        folder: request.folder,
        instances: [],
        release: () => {
          for (const server of servers) {
            server.close()
            server.closeAllConnections()
          }
          return Promise.resolve()
        },
      }
      const instances = []
      for (let instance = 1; instance <= request.instances; instance += 1) {
        count += 1
        const path = join(folder, `${String(count)}.sock`)
        const server = createServer((incoming, response) => {
          const exchange = String(incoming.headers[EXCHANGE_HEADER])
          response.on('finish', () => {
            request.onMessage(instance, { type: 'response.finished', at: Date.now(), exchange })
          })
          runner.answer(incoming, response)
        })
        servers.push(server)
        await new Promise<void>((resolve) => server.listen(path, resolve))
        instances.push({
          instance,
          alive: () => !dead.has(instance),
          connect: () =>
            new Promise<ReturnType<typeof connect>>((resolve, reject) => {
              const socket = connect(path)
              socket.once('connect', () => {
                resolve(socket)
              })
              socket.once('error', reject)
            }),
          send: () => undefined,
        })
      }
      open = { servers, dead, request }
      return { ...lease, instances }
    },
  }
  return runner
}
