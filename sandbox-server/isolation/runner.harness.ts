import { build } from 'esbuild'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { EXCHANGE_HEADER } from '../../protocol/exchange-header'
import type { ProcessMessage } from '../../protocol/observation'
import type { AppFault } from '../../protocol/workspace'
import { chooseRunner } from './choose'
import type { PoolSize } from './pool'
import type { Door, Lease, Runner } from './runner'

const HERE = import.meta.dirname

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** One app that runs, with everything it said. */
export interface Running {
  lease: Lease
  folder: string
  messages: ProcessMessage[]
  exits: AppFault[]
  output: () => string
  ask: (path?: string, instance?: number) => Promise<Answer>
}

interface LeaseOptions {
  entry?: string
  instances?: number
  doors?: readonly Door[]
  modules?: readonly string[]
}

export interface Harness {
  runner: Runner
  boxes: string
  run: (files: Record<string, string>, options?: LeaseOptions & { folder?: string }) => Promise<Running>
  /** Ends every app, also of a test that failed on its way. */
  releaseAll: () => Promise<void>
  close: () => Promise<void>
}

/** A runner of the kind named, its preload freshly bundled, in a private folder as `mktemp -d` makes them. */
export async function openHarness(
  kind: 'bubblewrap' | 'child-process',
  asked: Partial<PoolSize> = {},
): Promise<Harness> {
  const root = mkdtempSync(join(tmpdir(), 'ct-'))
  const preload = join(root, 'preload.cjs')
  await build({
    entryPoints: [resolve(HERE, '../preload/main.ts')],
    outfile: preload,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
  const boxes = join(root, 'boxes')
  // As in a clone of this project, whose own package.json must not decide about the apps below it.
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  const modules = resolve(HERE, '../runtime/node_modules')
  const size = { ready: 3, readyAtRest: 3, alive: 24, ...asked }
  // What an app does when it is asked to end takes long on a busy machine; none here refuses to end.
  const graceMs = 30_000
  const runner = await chooseRunner({ forced: kind, boxes, preload, modules, size, graceMs })
  const leases: Lease[] = []
  const releaseAll = async (): Promise<void> => {
    await Promise.all(leases.map((lease) => lease.release('kill')))
  }
  let made = 0
  return {
    runner,
    boxes,
    async run(files, options = {}) {
      const folder = options.folder ?? join(root, `w${String(++made)}`)
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      const running = await leaseOne(runner, folder, options)
      leases.push(running.lease)
      return running
    },
    releaseAll,
    async close() {
      await releaseAll()
      await runner.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

async function leaseOne(
  runner: Runner,
  folder: string,
  { entry = 'app.js', instances = 1, doors = [], modules = [] }: LeaseOptions,
): Promise<Running> {
  const messages: ProcessMessage[] = []
  const exits: AppFault[] = []
  let output = ''
  let exchanges = 0
  const lease = await runner.lease({
    workspace: 'contract',
    folder,
    entry,
    instances,
    env: {},
    doors,
    modules,
    clockOffsetMs: 0,
    storeLatencyMs: 0,
    onMessage: (_instance, message) => void messages.push(message),
    onOutput: (_instance, _stream, text) => {
      output += text
    },
    onExit: (_instance, fault) => void exits.push(fault),
  })
  const ask = async (path = '/', instance = 1): Promise<Answer> => {
    exchanges += 1
    const exchange = `x${String(exchanges)}`
    const socket = await lease.instances[instance - 1]?.connect()
    if (!socket) throw new Error('There is no such instance.')
    return request(() => socket, path, exchange)
  }
  return { lease, folder, messages, exits, output: () => output, ask }
}

function request(createConnection: () => Socket, path: string, exchange: string): Promise<Answer> {
  return new Promise((succeed, fail) => {
    const headers = { host: 'localhost:3000', [EXCHANGE_HEADER]: exchange }
    get({ createConnection, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      response.on('end', () => {
        succeed({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    }).on('error', fail)
  })
}

/** Waits until something becomes true; only what never does takes so long, also on a busy machine. */
export async function eventually(isTrue: () => boolean | Promise<boolean>, ms = 45_000): Promise<void> {
  const end = performance.now() + ms
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error('It did not happen in time.')
    await new Promise((later) => setTimeout(later, 20))
  }
}
