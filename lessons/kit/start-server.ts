import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunningServer {
  origin: string
  stop(): Promise<void>
}

/** Builds and starts a real sandbox-server on a free port, its data in a folder that goes away with it. */
export async function startServer(): Promise<RunningServer> {
  const root = process.cwd()
  const built = spawnSync(process.execPath, ['scripts/build-server.mjs'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`scripts/build-server.mjs failed: ${built.stderr}`)
  const data = await mkdtemp(join(tmpdir(), 'crumbtrail-lessons-'))
  const port = String(await freePort())
  const child = spawn(process.execPath, ['.build/server.mjs', '--port', port], {
    cwd: root,
    env: { ...process.env, CRUMBTRAIL_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = collect(child)
  const origin = `http://127.0.0.1:${port}`
  await untilHealthy(origin, child, said)
  return {
    origin,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.kill('SIGTERM')) await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function untilHealthy(origin: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The sandbox-server ended: ${said()}`)
    const reply = await fetch(`${origin}/api/health`).catch(() => null)
    if (reply?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  throw new Error(`The sandbox-server did not become healthy: ${said()}`)
}

function collect(child: ChildProcess): () => string {
  let text = ''
  const add = (chunk: unknown) => (text = (text + String(chunk)).slice(-4000))
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
