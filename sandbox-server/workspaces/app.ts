import type { Observation, ProcessMessage, ProcessReply } from '../../protocol/observation'
import { explainDecision } from '../../protocol/decision-sentence'
import type { EngineKind } from '../../protocol/engine'
import type { TraceEventOf } from '../../protocol/trace-event'
import type { AppFault, AppState, RunReply, Settings } from '../../protocol/workspace'
import { CapacityError, type Door, type Lease, type LeasedInstance, type Runner } from '../isolation/runner'
import type { Recorder } from '../tracing/recorder'
import { materialise } from './materialise'
import { ProcessReplies } from './process-replies'
import { Refusal } from './refusal'
import { SerialQueue } from './serial-queue'
import { engineKinds, slowModules } from './clients-named'
import type { Sources, WorkspaceFolder } from './workspace-folder'

type EndReason = TraceEventOf<'app.ended'>['reason']
type StartReason = TraceEventOf<'run.started'>['reason']

export interface AppOptions {
  id: string
  runner: Runner
  recorder: Recorder
  folder: WorkspaceFolder
  /** What to start next time. */
  sources: () => Sources
  settings: () => Settings
  clockOffsetMs: () => number
  /** The app's ways out, for as long as it runs, and what is at their ends. */
  engines: { doors: () => readonly Door[]; foresee: (kinds: readonly EngineKind[]) => void }
  env: Record<string, string>
  /** Told of everything the app's processes observe. */
  onObservation: (instance: number, observation: Observation) => void
  /** Every instance listens. */
  onReady: () => void
  /** An instance, or all of them (null), ended: what was in its heap is gone. */
  onEnded: (instance: number | null) => void
}

/** The learner's app of one workspace: started, stopped, crashed and woken, one step at a time. */
export class App {
  readonly replies = new ProcessReplies()
  /** Why an instance ended by itself, the last time one did. */
  lastFault: AppFault | null = null
  #lease: Lease | null = null
  #turn = 0
  #joinable: Promise<RunReply> | null = null
  readonly #queue = new SerialQueue()

  constructor(
    private readonly options: AppOptions,
    private current: AppState,
    private runs: number,
  ) {}

  get state(): AppState {
    return this.current
  }

  /** Where the app's folder is now: in its sandbox while it runs. */
  get folder(): string {
    return this.#lease?.folder ?? this.options.folder.app
  }

  get instances(): readonly LeasedInstance[] {
    return this.#lease?.instances.filter((instance) => instance.alive()) ?? []
  }

  /** What the doors say may have changed: the app sees them open and shut. */
  refreshDoors(): void {
    this.#lease?.refreshDoors()
  }

  /** It may be run soon: somebody has just opened it, or changed it. What takes long is done ahead. */
  foresee(): void {
    const { runner, engines, sources } = this.options
    const { files } = sources()
    runner.foresee(slowModules(files))
    engines.foresee(engineKinds(files))
  }

  /** Starts the app, or restarts it with the files of now. A second press while one start is under way joins it. */
  run(reason: StartReason): Promise<RunReply> {
    if (this.#joinable) return this.#joinable
    const start = this.#queue.add(() => this.#start(reason))
    this.#joinable = start
    const forget = (): void => {
      if (this.#joinable === start) this.#joinable = null
    }
    start.then(forget, forget)
    return start
  }

  /** The files or settings changed: the next press is a start of its own. */
  changed(): void {
    this.#joinable = null
  }

  /** Ends the app; its state tells why. Nothing happens when nothing runs. */
  async end(reason: 'stop' | 'crash' | 'idle' | 'server-restart'): Promise<void> {
    this.changed()
    await this.#queue.add(() => this.#end(reason))
  }

  /** An instance to ask next, in turn; wakes an app that sleeps. null: nobody answers. */
  async pick(): Promise<LeasedInstance | null> {
    const isEnding = this.current === 'ready' && !this.#lease
    if (isEnding || this.current === 'starting') await this.#queue.idle()
    if (this.current === 'asleep') await this.run('wake')
    const alive = this.instances
    this.#turn += 1
    return alive[(this.#turn - 1) % Math.max(alive.length, 1)] ?? null
  }

  async #start(reason: StartReason): Promise<RunReply> {
    const { recorder, folder, sources } = this.options
    await this.#end('replaced')
    this.runs += 1
    const run = this.runs
    const { files } = sources()
    this.current = 'starting'
    this.#turn = 0
    recorder.record({ type: 'run.started', run, reason })
    try {
      materialise(folder.app, files, `${folder.path}/materialised.json`)
      const lease = await this.#takeLease()
      return lease.fault ? await this.#failed(run, lease, lease.fault) : this.#ready(run, lease)
    } catch (error) {
      this.current = 'failed'
      recorder.record({ type: 'run.failed', run, fault: ourFault(error) })
      throw error instanceof CapacityError ? new Refusal('capacity', undefined, { cause: error }) : error
    }
  }

  async #takeLease(): Promise<Lease> {
    const { id, runner, folder, sources, settings, clockOffsetMs, engines, env } = this.options
    // Exits reported before the lease is ours are told by its own fault.
    let ours: Lease | null = null
    const lease = await runner.lease({
      workspace: id,
      folder: folder.app,
      entry: sources().entry,
      instances: settings().instances,
      env,
      modules: slowModules(sources().files),
      doors: engines.doors(),
      clockOffsetMs: clockOffsetMs(),
      storeLatencyMs: settings().storeLatencyMs,
      onMessage: (instance, message) => {
        this.#hear(instance, message)
      },
      onOutput: (instance, stream, text) => {
        this.#observe(instance, {
          type: 'console',
          at: Date.now(),
          exchange: null,
          stream,
          text,
          file: null,
          line: null,
        })
      },
      onExit: (instance, fault) => {
        if (ours && this.#lease === ours) this.#exited(ours, instance, fault)
      },
    })
    ours = lease
    return lease
  }

  #ready(run: number, lease: Lease): RunReply {
    this.#lease = lease
    // One may have been shut while the app started.
    lease.refreshDoors()
    this.current = 'ready'
    const instances = lease.instances.length
    this.options.recorder.record({ type: 'run.ready', run, instances, startMs: lease.startMs })
    this.options.onReady()
    return { state: 'ready', instances, startMs: lease.startMs }
  }

  async #failed(run: number, lease: Lease, fault: AppFault): Promise<RunReply> {
    this.current = 'failed'
    this.options.recorder.record({ type: 'run.failed', run, fault })
    await lease.release('kill')
    return { state: 'failed', instances: 0, startMs: lease.startMs, error: fault }
  }

  async #end(reason: EndReason): Promise<void> {
    const lease = this.#lease
    if (!lease) {
      if (this.current === 'asleep' && reason === 'stop') this.current = 'stopped'
      return
    }
    this.#lease = null
    this.replies.giveUp()
    await lease.release(reason === 'crash' ? 'kill' : 'polite')
    this.current = STATE_AFTER[reason]
    this.options.recorder.record({ type: 'app.ended', instance: null, reason, fault: null, left: 0 })
    this.options.onEnded(null)
  }

  /** An instance ended by itself. With the last one the folder comes back. */
  #exited(lease: Lease, instance: number, fault: AppFault): void {
    this.lastFault = fault
    this.replies.giveUp()
    const left = lease.instances.filter((other) => other.instance !== instance && other.alive()).length
    this.options.recorder.record({ type: 'app.ended', instance, reason: reasonOf(fault), fault, left })
    this.options.onEnded(instance)
    if (left > 0) return
    this.#lease = null
    this.current = 'crashed'
    void this.#queue.add(() => lease.release('kill'))
  }

  #hear(instance: number, message: ProcessMessage): void {
    if (isReply(message)) this.replies.settle(message)
    else this.#observe(instance, message)
  }

  #observe(instance: number, seen: Observation): void {
    const { recorder, onObservation } = this.options
    if (seen.type === 'decision') recorder.record({ ...seen, instance, sentence: explainDecision(seen) })
    else recorder.record({ ...seen, instance })
    onObservation(instance, seen)
  }
}

const STATE_AFTER: Record<EndReason, AppState> = {
  stop: 'stopped',
  crash: 'crashed',
  exit: 'crashed',
  uncaught: 'crashed',
  limit: 'crashed',
  idle: 'asleep',
  'server-restart': 'asleep',
  replaced: 'starting',
}

function reasonOf(fault: AppFault): EndReason {
  if (fault.code === 'limit') return 'limit'
  if (fault.code === 'exit') return 'exit'
  return fault.code === 'killed' ? 'crash' : 'uncaught'
}

function ourFault(error: unknown): AppFault {
  const message =
    error instanceof CapacityError
      ? 'Every sandbox is in use. Try again in a moment.'
      : 'The app could not be started. Try again.'
  return { code: 'limit', message, file: null, line: null, column: null, hint: null, stack: null }
}

function isReply(message: ProcessMessage): message is ProcessReply {
  return ['primed', 'pong', 'snapshot', 'removed', 'edited'].includes(message.type)
}
