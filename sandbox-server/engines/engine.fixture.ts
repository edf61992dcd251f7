import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineCommand, EngineSource } from '../../protocol/engine'
import type { Engine, EngineChange, EngineDriver } from './engine'

export type Environment = Readonly<Record<string, string | undefined>>

export type Open<E extends Engine> = (options: { env: Environment; folder: string }) => Promise<EngineDriver<E>>

/** One workspace's engine behind a door, as in a sandbox. */
export interface Lab<E extends Engine> {
  engine: E
  workspace: string
  /** The door's Unix socket. */
  path: string
  commands: EngineCommand[]
  changes: EngineChange[]
  close: () => Promise<void>
}

/** A driver with a folder of its own. */
export interface Bench<E extends Engine> {
  driver: EngineDriver<E>
  folder: string
  lab: () => Promise<Lab<E>>
  close: () => Promise<void>
}

let labs = 0

export async function openBench<E extends Engine>(open: Open<E>, env: Environment): Promise<Bench<E>> {
  const folder = mkdtempSync(join(tmpdir(), 'ce-'))
  const driver = await open({ env: { ...process.env, ...env }, folder })
  const opened: Lab<E>[] = []
  return {
    driver,
    folder,
    lab: async () => {
      const one = await openLab(driver, folder)
      opened.push(one)
      return one
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()))
      await driver.close()
      // A server that was killed may write its last just now.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

async function openLab<E extends Engine>(driver: EngineDriver<E>, folder: string): Promise<Lab<E>> {
  labs += 1
  const workspace = `w${String(labs)}x${String(process.pid)}`
  const commands: EngineCommand[] = []
  const changes: EngineChange[] = []
  const engine = driver.engine({
    workspace,
    now: Date.now,
    onCommand: (command) => void commands.push(command),
    onChange: (change) => void changes.push(change),
  })
  const path = join(folder, `${workspace}.door`)
  const door = createServer((connection) => {
    engine.accept(connection)
  }).listen(path)
  await once(door, 'listening')
  return { engine, workspace, path, commands, changes, close: () => end(engine, door) }
}

async function end(engine: Engine, door: Server): Promise<void> {
  if (door.listening) door.close()
  await engine.destroy()
}

/** A bare connection that remembers what came. */
export interface Raw {
  socket: Socket
  text: () => string
  /** Waits until what came holds this. */
  until: (part: string) => Promise<void>
  closed: Promise<unknown>
}

export function raw(path: string): Raw {
  const socket = connect(path)
  let text = ''
  socket.on('data', (piece: Buffer) => (text = (text + piece.toString('latin1')).slice(-1_000_000)))
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const until = (part: string): Promise<void> => eventually(() => text.includes(part))
  return { socket, text: () => text, until, closed }
}

/** Waits until something becomes true: usually at once, and long where a server starts on a slow and busy machine. */
export async function eventually(isTrue: () => boolean, ms = 60_000): Promise<void> {
  const until = performance.now() + ms
  while (!isTrue()) {
    if (performance.now() > until) throw new Error('It did not happen in time.')
    await delay(10)
  }
}

/** Says aloud what this machine cannot try. */
export function announceMissing(kind: string, from: EngineSource['from']): void {
  console.warn(`NOT TRIED: there is no ${kind} (${from}) on this machine.`)
}

export const isGone = (path: string): boolean => !existsSync(path)
