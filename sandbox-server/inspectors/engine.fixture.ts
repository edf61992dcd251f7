import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type session from 'express-session'
import type { EngineSource } from '../../protocol/engine'
import type { Engine, EngineDriver, EngineRequest } from '../engines/engine'
import type { EngineReader } from './engine-reader'

/** The modules a learner's app would use. */
export const requireRuntime = createRequire(new URL('../runtime/package.json', import.meta.url))

type Open<E extends Engine> = (options: { env: NodeJS.ProcessEnv; folder: string }) => Promise<EngineDriver<E>>
export type From = Exclude<EngineSource['from'], 'none'>

/** A driver of this kind from one source only; null when this machine does not have it. */
export async function openDriver<E extends Engine>(
  open: Open<E>,
  kind: string,
  from: From,
  { env: named = {} }: { env?: Readonly<Record<string, string>> } = {},
): Promise<{ driver: EngineDriver<E>; close: () => Promise<void> } | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'i-'))
  await chmod(folder, 0o711)
  const clean = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const env = { ...process.env, ...named, [`CRUMBTRAIL_${kind.toUpperCase()}`]: from }
  const driver = await open({ env, folder }).catch(() => null)
  if (driver?.source.from !== from) {
    await driver?.close()
    await clean()
    console.warn(`There is no ${kind} (${from}) here: its inspector was not tried on it.`)
    return null
  }
  const close = async (): Promise<void> => {
    await driver.close()
    await clean()
  }
  return { driver, close }
}

export interface OpenEngine<E extends Engine> {
  engine: E
  reader: EngineReader
  /** Where the app's connections go in: a Unix socket, and a port of this machine. */
  socket: string
  port: number
  now: () => number
  advance: (milliseconds: number) => Promise<void>
  close: () => Promise<void>
}

/** Under other tests a server may answer later than a person is made to wait for it. */
export const PATIENT_MS = 60_000

let made = 0

/** One workspace's engine and its door. */
export async function openEngine<E extends Engine>(
  driver: EngineDriver<E>,
  name = 's.sock',
): Promise<OpenEngine<E>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'd-'))
  const socket = path.join(folder, name)
  let offset = 0
  const now = (): number => Date.now() + offset
  made += 1
  const request: EngineRequest = {
    workspace: `w${String(made)}`,
    now,
    onCommand: () => undefined,
    onChange: () => undefined,
  }
  const engine = driver.engine(request)
  const doors = [{ path: socket }, { port: 0, host: '127.0.0.1' }].map((place) =>
    createServer((one) => {
      engine.accept(one)
    }).listen(place),
  )
  await Promise.all(doors.map((door) => once(door, 'listening')))
  const address = doors[1]?.address()
  return {
    engine,
    reader: { name: () => driver.source.name, state: () => engine.state(), patienceMs: PATIENT_MS },
    socket,
    port: typeof address === 'object' && address ? address.port : 0,
    now,
    advance: async (milliseconds) => {
      offset += milliseconds
      await engine.advance(milliseconds)
    },
    close: async () => {
      for (const door of doors) door.close()
      await engine.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('The store has failed.', { cause: error })

/** The store's own operations as promises. */
export function operationsOf(store: session.Store): {
  set(sid: string, data: Record<string, unknown>): Promise<void>
  get(sid: string): Promise<unknown>
} {
  return {
    set: (sid, data) =>
      new Promise((resolve, reject) => {
        const record: object = data
        store.set(sid, record as session.SessionData, (error?: unknown) => {
          if (error) reject(asError(error))
          else resolve()
        })
      }),
    get: (sid) =>
      new Promise((resolve, reject) => {
        store.get(sid, (error: unknown, found) => {
          if (error) reject(asError(error))
          else resolve(found)
        })
      }),
  }
}

/** How long it is tried to be quick: other tests may keep the machine busy meanwhile. */
const TRYING_MS = 15_000

/** Milliseconds of the first reading that takes less than `enough`, else of the quickest. */
export async function quickest(read: () => Promise<unknown>, enough: number): Promise<number> {
  const until = performance.now() + TRYING_MS
  let least = Infinity
  while (least >= enough && performance.now() < until) {
    const from = performance.now()
    await read()
    least = Math.min(least, performance.now() - from)
  }
  return least
}
