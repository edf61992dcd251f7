import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const TRIES = 5
const START_MS = 60_000

export interface ForeignServer {
  port: number
  close: () => Promise<void>
}

/** A server as somebody else would run it, by what the environment of our own says of it. */
export interface ForeignEnvironment {
  env: Readonly<Record<string, string>>
  close: () => Promise<void>
}

/** A server as somebody else would run it: on a port, shared. */
export async function startForeign(
  program: string,
  argumentsFor: (port: number) => string[],
  chosen?: number,
): Promise<ForeignServer> {
  for (let tries = 1; ; tries += 1) {
    const server = await startOn(chosen ?? (await freePort()), program, argumentsFor)
    if (server) return server
    // Somebody else may have taken the port meanwhile.
    if (chosen !== undefined || tries === TRIES) throw new Error(`${program} ended at its start.`)
  }
}

/** null: it ended. */
async function startOn(
  port: number,
  program: string,
  argumentsFor: (port: number) => string[],
): Promise<ForeignServer | null> {
  const cwd = mkdtempSync(join(tmpdir(), 'fs-'))
  const child = spawn(program, argumentsFor(port), { cwd, stdio: 'ignore' })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  // A test that failed does not come to close it.
  process.once('exit', () => child.kill('SIGKILL'))
  const close = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
    rmSync(cwd, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  const until = performance.now() + START_MS
  while (child.exitCode === null && performance.now() < until) {
    if (await listens(port)) return { port, close }
    await delay(20)
  }
  const hasEnded = child.exitCode !== null
  await close()
  if (!hasEnded) throw new Error(`${program} does not listen on ${String(port)}.`)
  return null
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => {
      resolve(false)
    })
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  })
}
