import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

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
  const port = chosen ?? (await freePort())
  const cwd = mkdtempSync(join(tmpdir(), 'fs-'))
  const child = spawn(program, argumentsFor(port), { cwd, stdio: 'ignore' })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  // A test that failed does not come to close it.
  process.once('exit', () => child.kill('SIGKILL'))
  for (let tries = 0; tries < 1000 && !(await listens(port)); tries += 1) await delay(20)
  return {
    port,
    close: async () => {
      child.kill('SIGKILL')
      await gone
      rmSync(cwd, { recursive: true, force: true })
    },
  }
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
