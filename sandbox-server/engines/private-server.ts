import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { LIMITS } from '../../protocol/limits'
import { findProgram } from '../machine/find-program'
import type { PrivateFolder } from './private-folder'
import { forgetProcess, noteProcess } from './process-note'

/** Apart from the users of sandboxes and of the machine. */
const OWN_UIDS = { from: 60_000_000, to: 61_000_000 }
const KEPT_OUTPUT = 4096

/** A user that nobody else is, when we may choose one. */
export const ownUid = (): number | null =>
  process.getuid?.() === 0 ? randomInt(OWN_UIDS.from, OWN_UIDS.to) : null

export interface ServerPlan {
  /** `Redis`, for sentences. */
  name: string
  program: string
  args: readonly string[]
  folder: PrivateFolder
  env?: Record<string, string>
  /** What it reads first; unlike arguments nobody else on the machine sees it. */
  input?: string
  limits: { dataBytes: number; fileBytes: number; openFiles: number }
  /** Asks the server once; rejects as long as it is not ready. A server that keeps silent is not waited for beyond `startMs`. */
  ready: () => Promise<unknown>
  /** Within which it must be ready; as long as the limits say where it is not given. */
  startMs?: number
}

/** A server program that runs for one workspace, as its own user, within limits, and ends when we do. */
export class PrivateServer {
  /** Resolves with the reason when it ended without being asked to; never otherwise. */
  readonly ended: Promise<string>
  private readonly child: ChildProcess
  private readonly plan: ServerPlan
  private readonly gone: Promise<void>
  private output = ''
  private asked = false
  private givenUp: string | null = null

  private constructor(plan: ServerPlan) {
    this.plan = plan
    const [command = plan.program, ...args] = [...wrapper(plan), plan.program, ...plan.args]
    this.child = spawn(command, args, {
      cwd: plan.folder.home,
      env: { NODE_ENV: 'production', LANG: 'C.UTF-8', ...plan.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.child.stdin?.on('error', () => undefined).end(plan.input)
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output = (this.output + text).slice(-KEPT_OUTPUT)
      })
    this.gone = new Promise((resolve) => {
      this.child.once('error', () => {
        resolve()
      })
      this.child.once('exit', () => {
        resolve()
      })
    })
    this.ended = new Promise((resolve) => {
      void this.gone.then(() => {
        forgetProcess(plan.folder.root)
        if (!this.asked) resolve(this.reason())
      })
    })
    if (this.child.pid !== undefined) noteProcess(plan.folder.root, this.child.pid)
  }

  /** Rejects with a sentence when it is not ready in time. */
  static async start(plan: ServerPlan): Promise<PrivateServer> {
    const server = new PrivateServer(plan)
    try {
      await server.becomeReady()
      return server
    } catch (error) {
      await server.kill()
      throw error
    }
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  async kill(): Promise<void> {
    this.asked = true
    this.child.kill('SIGKILL')
    await this.gone
  }

  /** Ends by itself after `ask`; is killed when that takes too long. */
  async finish(ask: () => Promise<unknown> | undefined, patienceMs = 3000): Promise<void> {
    this.asked = true
    const asked = Promise.resolve(ask()).catch(() => undefined)
    await Promise.race([asked.then(() => this.gone), delay(patienceMs, null, { ref: false })])
    await this.kill()
  }

  /** Ends it as if it had died, for this reason. */
  giveUp(reason: string): void {
    this.givenUp = reason
    this.child.kill('SIGKILL')
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }

  private async becomeReady(): Promise<void> {
    const { name, startMs = LIMITS.engine.startMs } = this.plan
    const until = performance.now() + startMs
    let cause: unknown
    for (let pause = 2; ; pause = Math.min(50, pause * 1.5)) {
      if (this.hasEnded()) throw new Error(this.reason())
      try {
        if (await this.isReady(until - performance.now())) return
      } catch (error) {
        cause = error
        await Promise.race([delay(pause), this.gone])
      }
      if (performance.now() >= until) {
        const seconds = String(Math.round(startMs / 1000))
        throw new Error(`${name} was started, but was not ready after ${seconds} s.`, { cause })
      }
    }
  }

  /** False when it kept silent that long or ended meanwhile. */
  private async isReady(milliseconds: number): Promise<boolean> {
    const time = new AbortController()
    const silence = delay(Math.max(0, milliseconds), false, { signal: time.signal }).catch(() => false)
    const ready = this.plan.ready().then(() => true)
    try {
      return await Promise.race([ready, silence, this.gone.then(() => false)])
    } finally {
      time.abort()
    }
  }

  private hasEnded(): boolean {
    const { pid, exitCode, signalCode } = this.child
    return pid === undefined || exitCode !== null || signalCode !== null
  }

  private reason(): string {
    if (this.givenUp !== null) return this.givenUp
    const { exitCode, signalCode } = this.child
    const how = signalCode === null ? `with exit code ${String(exitCode ?? 'unknown')}` : `by ${signalCode}`
    const last = this.output.trim().split('\n').at(-1) ?? ''
    return `${this.plan.name} ended ${how}.${last === '' ? '' : ` Its last words: ${last.slice(-300)}`}`
  }
}

/** A connection to a Unix socket; rejects when nobody listens. */
export async function connectTo(path: string): Promise<Socket> {
  const socket = connect(path)
  // once() rejects on 'error'.
  await once(socket, 'connect')
  socket.on('error', () => undefined)
  return socket
}

/** Why no server may be started here, in a sentence, or null: with all our rights it would be another way to the machine. */
export function whyNotApart(find: typeof findProgram = findProgram, uid = process.getuid?.()): string | null {
  if (uid !== 0 || (process.platform === 'linux' && find('setpriv') && find('prlimit'))) return null
  return 'Crumbtrail runs as root here, and without setpriv and prlimit (on Debian: apt install util-linux) a server would too.'
}

/** Its own user, limits, and an end together with this site even when that is killed. Linux only. */
function wrapper({ folder: { uid }, limits }: ServerPlan): string[] {
  const why = whyNotApart()
  if (why !== null) throw new Error(why)
  const setpriv = findProgram('setpriv')
  const prlimit = findProgram('prlimit')
  if (process.platform !== 'linux' || !setpriv || !prlimit) return []
  const user = uid === null ? [] : [`--reuid=${String(uid)}`, `--regid=${String(uid)}`, '--clear-groups']
  return [
    ...[setpriv, ...user, '--no-new-privs', '--pdeathsig', 'KILL'],
    ...[prlimit, `--nofile=${String(limits.openFiles)}`, `--fsize=${String(limits.fileBytes)}`],
    ...[`--data=${String(limits.dataBytes)}`, '--core=0'],
  ]
}
