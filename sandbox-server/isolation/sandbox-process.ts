import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { LIMITS } from '../../protocol/limits'
import type { ProcessCommand, ProcessMessage } from '../../protocol/observation'
import type { AppFault } from '../../protocol/workspace'
import type { Box } from './box'
import { readMessages } from './channel'
import { connectSafely } from './connect'
import type { Driver } from './driver'
import { deathFault, notListening } from './death-fault'
import { withoutPreloadFrames } from './raw-output'

export interface ProcessListener {
  onMessage: (message: ProcessMessage) => void
  onOutput: (stream: 'stdout' | 'stderr', text: string) => void
  onExit: (fault: AppFault) => void
}

export type StartRequest = Omit<Extract<ProcessCommand, { type: 'start' }>, 'type' | 'workFolder' | 'socket'>

/** One process of a sandbox, from waiting warm to its end. Knows nothing of pools or leases. */
export class SandboxProcess {
  /** Resolves when it waits for `start`; rejects when it ended before. */
  readonly primed: Promise<void>
  /** Resolves when it ended for good. */
  readonly ended: Promise<void>
  readonly child: ChildProcess
  private readonly driver: Driver
  private readonly box: Box
  private listener: ProcessListener | null = null
  private lastFault: AppFault | null = null
  private limitFault: AppFault | null = null
  private stderrTail = ''
  private hasEnded = false
  private onListening: (() => void) | null = null
  private instance = 1
  /** Bytes the app printed or wrote where it should not, counted by the output watchdog. */
  outputBytes = 0

  constructor(driver: Driver, box: Box) {
    this.driver = driver
    this.box = box
    this.child = driver.launch(box)
    let primed: () => void = () => undefined
    this.primed = new Promise((resolve, reject) => {
      primed = resolve
      this.child.once('error', reject)
      this.child.once('close', () => {
        reject(new Error(`The sandbox ended before it was ready. ${this.stderrTail.trim()}`))
      })
    })
    this.primed.catch(() => undefined)
    this.child.once('exit', () => {
      driver.killTree(this.child)
    })
    this.ended = new Promise((resolve) => {
      this.child.once('error', () => {
        this.finish(null, null)
        resolve()
      })
      this.child.once('close', (code, signal) => {
        this.finish(code, signal)
        resolve()
      })
    })
    this.readOutput('stdout')
    this.readOutput('stderr')
    const events = this.child.stdio[3]
    if (events && 'read' in events) {
      readMessages(
        events,
        (message) => {
          if (message.type === 'primed') primed()
          else this.hearMessage(message)
        },
        (bytes) => (this.outputBytes += bytes),
      )
    }
    this.child.stdio[4]?.on('error', () => undefined)
  }

  get alive(): boolean {
    return !this.hasEnded
  }

  /** Hands the app over; resolves with null when it listens, or with the reason why it does not. */
  async start(request: StartRequest, listener: ProcessListener): Promise<AppFault | null> {
    this.listener = listener
    this.instance = request.instance
    const { work, run } = this.driver.inside(this.box)
    const outcome = new Promise<AppFault | null>((resolve) => {
      const timer = setTimeout(() => {
        resolve(notListening(LIMITS.sandbox.startMs))
      }, LIMITS.sandbox.startMs)
      const settle = (fault: AppFault | null): void => {
        clearTimeout(timer)
        resolve(fault)
      }
      this.onListening = () => {
        settle(null)
      }
      void this.ended.then(() => {
        settle(this.fault())
      })
    })
    this.send({ type: 'start', ...request, workFolder: work, socket: `${run}/${this.socketName()}` })
    return outcome
  }

  send(command: ProcessCommand): void {
    const commands = this.child.stdio[4]
    if (this.alive && commands && 'write' in commands) commands.write(JSON.stringify(command) + '\n')
  }

  connect(): Promise<Socket> {
    return connectSafely(`${this.box.run}/${this.socketName()}`)
  }

  /** Ends it because it reached a limit; the fault names which one. */
  stopAtLimit(fault: AppFault): void {
    if (!this.alive || this.limitFault) return
    this.limitFault = fault
    this.driver.killTree(this.child)
  }

  async end(how: 'polite' | 'kill', graceMs: number): Promise<void> {
    this.listener = null
    if (!this.alive) return this.ended
    if (how === 'kill') this.driver.killTree(this.child)
    else this.driver.askToEnd(this.child)
    const timer = setTimeout(() => {
      this.driver.killTree(this.child)
    }, graceMs)
    await this.ended
    clearTimeout(timer)
  }

  private socketName(): string {
    return `${String(this.instance)}.sock`
  }

  private hearMessage(message: ProcessMessage): void {
    if (message.type === 'app.listening') this.onListening?.()
    if (message.type === 'app.error' && message.fatal) this.lastFault = message.fault
    if (message.type === 'console') this.outputBytes += message.text.length
    this.listener?.onMessage(message)
  }

  private readOutput(name: 'stdout' | 'stderr'): void {
    const stream = this.child[name]
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => {
      this.outputBytes += text.length
      if (name === 'stderr') this.stderrTail = (this.stderrTail + text).slice(-4096)
      const shown = withoutPreloadFrames(text)
      if (shown.trim() !== '') this.listener?.onOutput(name, shown.slice(0, LIMITS.snapshot.rawBytes))
    })
    stream?.on('error', () => undefined)
  }

  private fault(
    code: number | null = this.child.exitCode,
    signal: NodeJS.Signals | null = this.child.signalCode,
  ): AppFault {
    return this.limitFault ?? deathFault(code, signal, this.stderrTail, this.lastFault)
  }

  private finish(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.hasEnded) return
    this.hasEnded = true
    this.driver.killTree(this.child)
    this.listener?.onExit(this.fault(code, signal))
  }
}
