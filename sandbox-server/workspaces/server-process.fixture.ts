import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build, type BuildOptions } from 'esbuild'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '../..')
const Ready = z.object({ ready: z.literal(true), port: z.int(), runner: z.string() })

/** Bundles server and preload as scripts/build-server.mjs does, apart from what others build. */
export async function bundleServer(name: string): Promise<string> {
  const outdir = join(ROOT, '.build', name)
  const common = {
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
  } satisfies BuildOptions
  const server = {
    entryPoints: ['sandbox-server/main.ts'],
    outfile: join(outdir, 'server.mjs'),
    format: 'esm',
    packages: 'external',
  } satisfies BuildOptions
  const preload = {
    entryPoints: ['sandbox-server/preload/main.ts'],
    outfile: join(outdir, 'preload.cjs'),
    format: 'cjs',
  } satisfies BuildOptions
  await Promise.all([build({ ...common, ...server }), build({ ...common, ...preload })])
  return server.outfile
}

/** A real server in its own process, to be killed and started again on the same data. */
export class ServerProcess {
  port = 0
  runner = ''
  cookie = ''
  #child: ChildProcess | null = null

  constructor(
    private readonly bundle: string,
    private readonly data: string,
  ) {}

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  async start(runner = ''): Promise<void> {
    const env = {
      ...process.env,
      CRUMBTRAIL_PORT: '0',
      CRUMBTRAIL_HOST: '127.0.0.1',
      CRUMBTRAIL_DATA: this.data,
      CRUMBTRAIL_RUNNER: runner,
    }
    const child = spawn(process.execPath, [this.bundle], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#child = child
    const line = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve)
      child.once('exit', (code) => {
        reject(new Error(`The server ended with ${String(code)}.`))
      })
    })
    const ready = Ready.parse(JSON.parse(line))
    this.port = ready.port
    this.runner = ready.runner
  }

  /** Ends it with a signal; resolves when it is gone, with its code, which is null where it had no say in it. */
  async end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGHUP'): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    return gone
  }

  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = {
      Cookie: this.cookie,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    }
    const payload = body === undefined ? {} : { body: JSON.stringify(body) }
    const reply = await fetch(`http://127.0.0.1:${String(this.port)}${path}`, { method, headers, ...payload })
    const fresh = reply.headers.getSetCookie()[0]?.split(';', 1)[0]
    if (fresh !== undefined) this.cookie = fresh
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path} answered ${String(reply.status)} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}
