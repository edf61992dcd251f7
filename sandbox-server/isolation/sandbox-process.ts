import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { LIMITS } from '../../protocol/limits'
import type { ProcessCommand, ProcessMessage } from '../../protocol/observation'
import type { AppFault } from '../../protocol/workspace'
import type { Box } from './box'
import { readMessages } from './channel'
import { connectSafely } from './connect'
import type { Driver } from './driver'
import { deathFault, limitFault, notListening } from './death-fault'
import { withoutPreloadFrames } from './raw-output'
import type { Pulse } from './watch/busy'
import { OutputMeter } from './watch/output-meter'
import { Received } from './watch/received'

/** What an observation counts for beside printed text: many requests per second are no flood. */
const OBSERVATION_WEIGHT = 8
/** A sign of life that nobody asked for. Heavy, so that a flood of them shows in one read, however few a slow machine reads. */
const UNASKED_WEIGHT = 1024
/** Between two looks at one that ends: often at first, for most end at once. */
const LONGEST_PAUSE_MS = 20
/** Loading modules ahead of need: nobody waits for it, and it gets only what time is left. */
const PRIME_MS = 60_000

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
  private onPrimed: () => void = () => undefined
  private instance = 1
  private readonly meter = new OutputMeter()
  private pinged: { at: number; request: number } | null = null
  private readonly received = new Received()
  /** Signs of life for the processor watchdog. */
  readonly pulse: Pulse = {
    ping: () => {
      // An answer to a question that was not heard cannot be guessed.
      this.pinged ??= { at: performance.now(), request: randomInt(2 ** 47) }
      this.send({ type: 'ping', request: this.pinged.request })
    },
    unansweredSince: () => this.pinged?.at ?? null,
    received: () => this.received.bytes(),
  }

  constructor(driver: Driver, box: Box) {
    this.driver = driver
    this.box = box
    this.child = driver.launch(box)
    this.primed = new Promise((resolve, reject) => {
      this.onPrimed = resolve
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
          if (message.type !== 'primed') this.hearMessage(message)
          else if (this.meterOutput(OBSERVATION_WEIGHT)) this.onPrimed()
        },
        (bytes) => {
          this.meterOutput(bytes)
        },
      )
    }
    this.child.stdio[4]?.on('error', () => undefined)
  }

  get hasPrivateTmp(): boolean {
    return this.driver.isolates
  }

  get alive(): boolean {
    return !this.hasEnded
  }

  /** Loads more modules while it waits; resolves when it is ready again, rejects when it ended or takes too long. */
  async primeWith(modules: readonly string[]): Promise<void> {
    const ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error('Loading modules ahead took too long.'))
      }, PRIME_MS)
      this.onPrimed = () => {
        clearTimeout(timer)
        resolve()
      }
      void this.ended.then(() => {
        clearTimeout(timer)
        reject(new Error('The sandbox ended while it loaded modules ahead.'))
      })
    })
    this.send({ type: 'prime', modules })
    return ready
  }

  /** Hands the app over; resolves with null when it listens, or with the reason why it does not. */
  async start(request: StartRequest, listener: ProcessListener): Promise<AppFault | null> {
    this.listener = listener
    this.instance = request.instance
    const { work, run } = this.driver.inside(this.box)
    const outcome = new Promise<AppFault | null>((resolve) => {
      const timer = setTimeout(() => {
        // After a pause timers come before what is to be read, and that it listens may be there.
        setImmediate(resolve, notListening(LIMITS.sandbox.startMs))
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

  async connect(): Promise<Socket> {
    const socket = await connectSafely(`${this.box.run}/${this.socketName()}`)
    this.received.add(socket)
    return socket
  }

  /** Ends it because it reached a limit; the fault names which one. */
  stopAtLimit(fault: AppFault): void {
    if (!this.alive || this.limitFault) return
    this.limitFault = fault
    this.driver.killTree(this.child)
  }

  /** Ends it. Resolves when none of its code runs any more; the kernel may clear it away until `ended`. */
  async end(how: 'polite' | 'kill', graceMs: number): Promise<void> {
    this.listener = null
    if (!this.alive) return
    if (how === 'kill') this.driver.killTree(this.child)
    else this.driver.askToEnd(this.child)
    const timer = setTimeout(() => {
      this.driver.killTree(this.child)
    }, graceMs)
    await this.silence()
    clearTimeout(timer)
  }

  private async silence(): Promise<void> {
    for (let pause = 1; this.alive; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
      await Promise.race([this.ended, delay(pause)])
      if (this.driver.isSilent?.(this.child)) return
    }
  }

  private socketName(): string {
    return `${String(this.instance)}.sock`
  }

  private hearMessage(message: ProcessMessage): void {
    if (message.type === 'pong') {
      const isAsked = message.request === this.pinged?.request
      if (isAsked) this.pinged = null
      this.meterOutput(isAsked ? OBSERVATION_WEIGHT : UNASKED_WEIGHT)
      return
    }
    if (message.type === 'app.listening') this.onListening?.()
    if (message.type === 'app.error' && message.fatal) this.lastFault = message.fault
    const bytes = message.type === 'console' ? message.text.length : OBSERVATION_WEIGHT
    if (this.meterOutput(bytes)) this.listener?.onMessage(message)
  }

  /** False once the app has printed too much: then it is stopped, and the rest is not passed on. */
  private meterOutput(bytes: number): boolean {
    if (this.limitFault) return false
    if (!this.meter.add(bytes)) return true
    this.stopAtLimit(limitFault('output'))
    return false
  }

  private readOutput(name: 'stdout' | 'stderr'): void {
    const stream = this.child[name]
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => {
      if (name === 'stderr') this.stderrTail = (this.stderrTail + text).slice(-4096)
      const shown = withoutPreloadFrames(text)
      if (this.meterOutput(text.length) && shown.trim() !== '')
        this.listener?.onOutput(name, shown.slice(0, LIMITS.snapshot.rawBytes))
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
