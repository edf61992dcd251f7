import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineCommand, EngineKind, EngineSource, EngineState, EngineView } from '../../protocol/engine'
import { LIMITS } from '../../protocol/limits'
import { FairShare } from '../machine/fair-share'
import { Ahead } from './ahead'
import { DelayLine } from './delay-line'
import { EngineNotRunning, type Engine, type EngineChange, type EngineRequest } from './engine'
import { whenClosed, type Backend, type Client, type Service } from './service'

export interface EngineParts<S extends Service> {
  source: EngineSource
  request: EngineRequest
  backend: Backend<S>
  /** Called once it is destroyed. */
  forget?: () => void
  /** What a connection beyond the limit is told before it ends. */
  full?: string
}

/** Commands that wait for their latency: as many as the trace takes in the longest. */
const TOLD_LATER = (LIMITS.engine.commandsPerSecond * LIMITS.engine.latencyMs) / 1000

/** Between the workspaces. */
const share = new FairShare()

/** The life of one workspace's engine, the same for every kind: started on first use, watched, put to sleep, ended. */
export abstract class WorkspaceEngine<S extends Service> implements Engine {
  abstract readonly kind: EngineKind
  private readonly parts: EngineParts<S>
  private current: EngineState = 'idle'
  private running: S | null = null
  private readonly ahead = new Ahead<S>()
  private fault: string | null = null
  private login: EngineView['login'] = null
  private latencyMs = 0
  private destroyed = false
  private tellingLater = 0
  private readonly connections = new Set<Duplex>()
  /** Starts and ends happen one after the other. */
  private turn: Promise<unknown> = Promise.resolve()
  private idleTimer: NodeJS.Timeout | null = null

  constructor(parts: EngineParts<S>) {
    this.parts = parts
  }

  view(): EngineView {
    const { current: state, latencyMs, fault, login } = this
    return { source: this.parts.source, state, latencyMs, fault, login }
  }

  state(): EngineState {
    return this.current
  }

  accept(connection: Duplex): void {
    connection.on('error', () => undefined)
    if (this.current === 'stopped' || this.destroyed) {
      connection.destroy()
      return
    }
    if (this.connections.size >= LIMITS.engine.connections) {
      connection.end(this.parts.full)
      connection.resume()
      return
    }
    this.connections.add(connection)
    connection.once('close', () => {
      this.connections.delete(connection)
      this.restWhenUnused()
    })
    this.serve(connection).catch(() => connection.destroy())
  }

  async stop(): Promise<void> {
    await this.inTurn(async () => {
      if (this.destroyed || this.current === 'stopped') return
      this.fault = null
      // From now on nobody is let in. Told before connections end: an app may die of that, and causes come first.
      this.become('stopped', 'stopped')
      const slept = this.running === null
      await this.end('kill')
      if (slept) await this.parts.backend.forget?.()
    })
  }

  foresee(): Promise<void> {
    return this.inTurn(async () => {
      if (this.destroyed || this.running || this.current !== 'idle') return
      const { backend } = this.parts
      const rest = (): void => {
        this.sleep().catch(() => undefined)
      }
      await this.ahead.begin(() => backend.start(), backend.holdsData?.() === true, rest)
    })
  }

  async start(): Promise<void> {
    await this.inTurn(async () => {
      if (this.destroyed || this.running) return
      // What went wrong is in `view().fault`.
      await this.launch('started').catch(() => undefined)
    })
  }

  async sleep(): Promise<void> {
    await this.inTurn(async () => {
      if (!this.running) {
        await this.ahead.take()?.rest()
        return
      }
      this.current = 'idle'
      await this.end('rest')
      this.become('idle', 'idle')
    })
  }

  setLatency(milliseconds: number): void {
    const latencyMs = Math.min(LIMITS.engine.latencyMs, Math.max(0, Math.round(milliseconds)))
    if (latencyMs === this.latencyMs) return
    this.latencyMs = latencyMs
    this.parts.request.onChange('latency')
  }

  abstract advance(milliseconds: number): Promise<void>

  async destroy(): Promise<void> {
    if (this.destroyed) return
    this.destroyed = true
    try {
      await this.inTurn(async () => {
        await this.end('kill')
        await this.parts.backend.erase()
        this.current = 'stopped'
      })
    } finally {
      this.parts.forget?.()
    }
  }

  /** What runs now. Throws EngineNotRunning otherwise; never starts it. */
  protected service(): S {
    if (!this.running) throw new EngineNotRunning(`${this.parts.source.name} is not running.`)
    return this.running
  }

  /** What runs, started first where it sleeps; rejects when it is stopped or cannot start. */
  protected async wake(reason: EngineChange = 'ready'): Promise<S> {
    return this.running ?? (await this.inTurn(() => this.running ?? this.launch(reason)))
  }

  /** What runs; woken where something the app stored lies asleep, else null. */
  protected async serviceWithData(): Promise<S | null> {
    // What is just starting or falling asleep has data too.
    if (!this.running) await this.turn
    if (this.running) return this.running
    const holdsData = this.ahead.holdsData || this.parts.backend.holdsData?.() === true
    return this.current === 'idle' && holdsData ? this.wake() : null
  }

  private async serve(connection: Duplex): Promise<void> {
    if (!this.running && this.current !== 'starting') this.parts.request.onChange('used')
    const service = await this.wake()
    if (this.latencyMs > 0) await delay(this.latencyMs)
    if (connection.destroyed || this.running !== service) connection.destroy()
    else service.serve(this.client(connection))
  }

  private client(connection: Duplex): Client {
    const output = new DelayLine(() => this.latencyMs)
    output.on('error', () => connection.destroy())
    output.pipe(connection)
    const close = (): void => {
      output.destroy()
      connection.destroy()
    }
    return {
      input: connection,
      output,
      close,
      onClose: (listener) => {
        whenClosed(connection, listener)
      },
      work: (task) => share.work(this, task),
      tell: (command) => {
        this.tell(command)
      },
      login: (user, database) => {
        this.noteLogin(user, database)
      },
    }
  }

  private tell(command: EngineCommand): void {
    const { onCommand } = this.parts.request
    const latency = this.latencyMs
    const slow = { ...command, durationUs: command.durationUs + latency * 1000 }
    // Of so many the trace takes no more anyway: they need not be kept until then.
    if (latency === 0 || this.tellingLater >= TOLD_LATER) {
      onCommand(slow)
      return
    }
    this.tellingLater += 1
    setTimeout(() => {
      this.tellingLater -= 1
      onCommand(slow)
    }, latency).unref()
  }

  private noteLogin(user: string | null, database: string | null): void {
    if (this.login?.user === user && this.login.database === database) return
    this.login = { user, database }
    this.parts.request.onChange('login')
  }

  private async launch(reason: EngineChange): Promise<S> {
    if (this.destroyed || (this.current === 'stopped' && reason !== 'started'))
      throw new EngineNotRunning(`${this.parts.source.name} is stopped.`)
    this.current = 'starting'
    try {
      const service = this.ahead.take() ?? (await this.parts.backend.start())
      this.running = service
      void service.ended.then((why) => {
        this.noticeDeath(service, why)
      })
      this.fault = null
      this.become('running', reason)
      this.restWhenUnused()
      return service
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error)
      this.become('failed', 'failed')
      throw error
    }
  }

  private noticeDeath(service: S, why: string): void {
    if (this.running !== service) return
    this.running = null
    this.dropConnections()
    this.fault = why
    this.become('failed', 'died')
  }

  private async end(how: 'kill' | 'rest'): Promise<void> {
    const service = this.running ?? this.ahead.take()
    this.running = null
    this.dropConnections()
    if (this.idleTimer) clearTimeout(this.idleTimer)
    await service?.[how]()
  }

  private dropConnections(): void {
    for (const connection of this.connections) connection.destroy()
  }

  private restWhenUnused(): void {
    if (this.idleTimer) clearTimeout(this.idleTimer)
    this.idleTimer = null
    if (!this.running || this.connections.size > 0) return
    this.idleTimer = setTimeout(() => {
      if (this.connections.size === 0) this.sleep().catch(() => undefined)
    }, LIMITS.engine.idleMs).unref()
  }

  private become(state: EngineState, reason: EngineChange): void {
    this.current = state
    if (!this.destroyed) this.parts.request.onChange(reason)
  }

  private inTurn<T>(work: () => Promise<T> | T): Promise<T> {
    const result = this.turn.then(work)
    this.turn = result.catch(() => undefined)
    return result
  }
}
