import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { openControl, type ControlClient } from './control-client'

export interface RunningServer {
  origin: string
  stop(): Promise<void>
}

/** Builds and starts a real sandbox-server on a free port, its data in a folder that goes away with it. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const root = process.cwd()
  const built = spawnSync(process.execPath, ['scripts/build-server.mjs'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`scripts/build-server.mjs failed: ${built.stderr}`)
  const data = await mkdtemp(join(tmpdir(), 'crumbtrail-lessons-'))
  const child = spawn(process.execPath, ['.build/server.mjs'], {
    cwd: root,
    env: { ...process.env, ...env, CRUMBTRAIL_DATA: data, CRUMBTRAIL_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const origin = `http://127.0.0.1:${String(await readyPort(child))}`
  const databases = await makeDatabases(origin)
  return {
    origin,
    stop: async () => {
      await databases.remove().catch(() => undefined)
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.kill('SIGTERM')) await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

/**
 * PostgreSQL’s first start makes its files, which takes a slow and busy machine longer than a request may take. Whoever
 * keeps the workspace keeps the server from ending: it would, half a minute after the last one has gone.
 */
async function makeDatabases(origin: string): Promise<ControlClient> {
  const client = await openControl(origin, { 'app.js': '' }, 'app.js')
  await client.call('POST', '/engines/postgres/start', {})
  return client
}

const Ready = z.object({ ready: z.literal(true), port: z.int() })

/** The port in the line the server prints when it is ready. */
function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ''
    const fail = (why: string) => reject(new Error(`The sandbox-server ${why}: ${text}`))
    const late = setTimeout(() => fail('did not become ready'), 60_000)
    const read = (chunk: unknown) => {
      text = (text + String(chunk)).slice(-8000)
      const port = portIn(text)
      if (port === null) return
      clearTimeout(late)
      resolve(port)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', () => {
      clearTimeout(late)
      fail('ended')
    })
  })
}

function portIn(text: string): number | null {
  const line = text.split('\n').find((one) => one.startsWith('{"ready"') && one.endsWith('}'))
  return line === undefined ? null : Ready.parse(JSON.parse(line)).port
}
