import type { EngineCommand, EngineKind, EngineView } from '../../protocol/engine'
import { EngineNotRunning, type Engine, type EngineChange, type EngineRequest } from '../engines/engine'
import type { Door } from '../isolation/runner'
import type { Recorder } from '../tracing/recorder'
import type { EngineDrivers, EnginesByKind } from './drivers'
import { Refusal } from './refusal'

export interface EnginesOptions {
  drivers: EngineDrivers
  recorder: Recorder
  workspace: string
  /** Milliseconds since the epoch on the workspace's clock. */
  now: () => number
  onCommand: (command: EngineCommand) => void
  /** An engine is in another state: doors open and shut, and stores look otherwise. */
  onState: (kind: EngineKind) => void
}

/** The engines of one workspace: their doors, their buttons, and what the trace knows of them. */
export class Engines {
  readonly byKind: Readonly<EnginesByKind>
  readonly #all: readonly Engine[]
  readonly #told = new Map<EngineKind, EngineView>()
  #quiet = true

  constructor(private readonly options: EnginesOptions) {
    const { drivers, recorder } = options
    for (const event of recorder.states())
      if (event.type === 'engine.changed') this.#told.set(event.engine.source.kind, event.engine)
    this.byKind = {
      redis: drivers.redis.engine(this.#request('redis')),
      memcached: drivers.memcached.engine(this.#request('memcached')),
      postgres: drivers.postgres.engine(this.#request('postgres')),
      mongo: drivers.mongo.engine(this.#request('mongo')),
    }
    this.#all = Object.values(this.byKind)
  }

  /** Takes up what an earlier life of this server left: what ran sleeps, what was stopped or slow still is. */
  async recover(): Promise<void> {
    await Promise.allSettled(this.#all.map((engine) => restore(engine, this.#told.get(engine.kind))))
    this.#quiet = false
    for (const engine of this.#all) if (this.#told.has(engine.kind)) this.#tell(engine, 'idle')
  }

  doors(): Door[] {
    return this.#all.filter(isThere).map((engine) => ({
      name: engine.kind,
      accept: (connection) => {
        engine.accept(connection)
      },
      isOpen: () => engine.state() !== 'stopped',
    }))
  }

  views(): EngineView[] {
    return this.#all.map((engine) => engine.view())
  }

  /** An app has reached it, or somebody has pressed its buttons. */
  isUsed(kind: EngineKind): boolean {
    return this.#told.has(kind)
  }

  /** An app that asks for these may run soon. */
  foresee(kinds: readonly EngineKind[]): void {
    for (const kind of kinds) if (isThere(this.byKind[kind])) void this.byKind[kind].foresee()
  }

  async start(kind: EngineKind): Promise<void> {
    const engine = this.get(kind)
    await engine.start()
    const { state, fault } = engine.view()
    if (state === 'failed') throw new Refusal('engine_failed', fault)
  }

  async stop(kind: EngineKind): Promise<void> {
    await this.get(kind).stop()
  }

  async restart(kind: EngineKind): Promise<void> {
    await this.stop(kind)
    await this.start(kind)
  }

  setLatency(kind: EngineKind, milliseconds: number): void {
    this.get(kind).setLatency(milliseconds)
  }

  /** The engine of that kind, or the refusal that nothing serves it here. */
  get<K extends EngineKind>(kind: K): EnginesByKind[K] {
    const engine = this.byKind[kind]
    if (!isThere(engine)) throw new Refusal('no_engine', engine.view().source.hint ?? undefined)
    return engine
  }

  /** The workspace's clock moved: what engines keep ends so much earlier. One that fails does not hold up the others. */
  async advance(milliseconds: number): Promise<void> {
    await Promise.allSettled(this.#all.filter(isThere).map((engine) => engine.advance(milliseconds)))
  }

  async sleep(): Promise<void> {
    await Promise.allSettled(this.#all.filter(isThere).map((engine) => engine.sleep()))
  }

  async destroy(): Promise<void> {
    await Promise.allSettled(this.#all.map((engine) => engine.destroy()))
  }

  #request(kind: EngineKind): EngineRequest {
    const { workspace, now, onCommand } = this.options
    const onChange = (reason: EngineChange): void => {
      if (!this.#quiet) this.#tell(this.byKind[kind], reason)
    }
    return { workspace, now, onCommand, onChange }
  }

  #tell(engine: Engine, reason: EngineChange): void {
    const view = engine.view()
    const last = this.#told.get(engine.kind)
    if (JSON.stringify(last) === JSON.stringify(view)) return
    this.#told.set(engine.kind, view)
    this.options.recorder.record({ type: 'engine.changed', engine: view, reason })
    if (last?.state !== view.state) this.options.onState(engine.kind)
  }
}

/** Whatever an engine throws about itself is a refusal with its reason; SQL's own errors are no such thing. */
export function engineFailure(error: unknown): unknown {
  return error instanceof EngineNotRunning
    ? new Refusal('engine_failed', error.message, { cause: error })
    : error
}

const isThere = (engine: Engine): boolean => engine.view().source.from !== 'none'

async function restore(engine: Engine, before: EngineView | undefined): Promise<void> {
  if (!before || !isThere(engine)) return
  if (before.latencyMs > 0) engine.setLatency(before.latencyMs)
  if (before.state === 'stopped') await engine.stop()
}
