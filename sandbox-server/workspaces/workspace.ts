import type { SendRequest } from '../../protocol/api'
import { DEFAULT_SETTINGS } from '../../protocol/default-settings'
import { Exchange } from '../../protocol/exchange'
import { RunReply, type Files, type Settings, type Workspace as WorkspaceView } from '../../protocol/workspace'
import { Recorder, type Line } from '../tracing/recorder'
import { App } from './app'
import type { BrowserSet } from './browser-set'
import { Cleaner } from './cleaner'
import { CommandLog } from './command-log'
import type { Drivers } from './drivers'
import { ENGINE_ENVIRONMENT } from './engine-environment'
import { Engines } from './engines'
import { IdleTimer } from './idle-timer'
import { Journal } from './journal'
import { recover, wasRunning, type Recovered } from './recover'
import { SerialQueue } from './serial-queue'
import { Settling } from './settling'
import { digestOf, requireEntry } from './sources'
import { Storage } from './storage'
import { changed, type SettingsChange } from './settings-change'
import { Stores } from './stores'
import type { RealTab } from './real-tab'
import { Traffic, type TrafficParts } from './traffic'
import { WorkspaceClock } from './workspace-clock'
import type { Meta, Sources, WorkspaceFolder } from './workspace-folder'

/** One learner's world: files, app, browsers, stores, clock and trace, tied together. */
export class Workspace {
  readonly app: App
  readonly browsers: BrowserSet
  readonly tab: RealTab
  readonly storage: Storage
  readonly #engines: Engines
  readonly #commands: CommandLog
  readonly #journal: Journal
  readonly #recorder: Recorder
  readonly #stores: Stores
  readonly #settling = new Settling()
  readonly #goneListeners = new Set<() => void>()
  readonly #saves = new SerialQueue()
  readonly idle: IdleTimer
  readonly #cleaner: Cleaner
  #settings: Settings = DEFAULT_SETTINGS
  readonly #clock: WorkspaceClock

  constructor(
    readonly meta: Meta,
    private readonly folder: WorkspaceFolder,
    private sources: Sources,
    private readonly drivers: Drivers,
  ) {
    this.#journal = new Journal(folder.trace)
    this.#cleaner = new Cleaner(folder.app, () => this.app.folder, drivers.secrets)
    const events = this.#journal.load()
    this.#recorder = new Recorder({ sink: this.#journal, redact: (json) => this.#cleaner.json(json) })
    this.#recorder.restore(events)
    const recovered = recover(events)
    this.#settings = recovered.settings
    this.#clock = new WorkspaceClock(recovered.clockOffsetMs)
    this.#commands = new CommandLog(this.#recorder)
    this.#engines = this.#makeEngines()
    this.app = this.#makeApp(recovered)
    const { browsers, tab } = new Traffic(this.#trafficParts(), recovered)
    this.browsers = browsers
    this.tab = tab
    this.#stores = new Stores(
      drivers.inspectors({
        app: this.app,
        browsers,
        engines: this.#engines.byKind,
        state: () => this.#recorder.states(),
        now: () => this.#clock.now(),
      }),
      this.#recorder,
      () => this.app.state === 'ready',
      {
        now: (kind) => this.#clock.nowOf(kind),
        runs: (kind) => this.#engines.byKind[kind].state() === 'running',
      },
    )
    this.idle = new IdleTimer(() => this.rest())
    this.storage = new Storage({
      stores: this.#stores,
      engines: this.#engines,
      recorder: this.#recorder,
      drivers,
      cleaner: this.#cleaner,
      journal: this.#journal,
      idle: this.idle,
    })
    this.#catchUp(recovered, events.length === 0)
    void this.#engines.recover()
  }

  view(): WorkspaceView {
    const { id, label, createdAt } = this.meta
    return {
      id,
      label,
      entry: this.sources.entry,
      state: this.app.state,
      settings: this.#settings,
      browsers: this.browsers.names(),
      clockOffsetMs: this.#clock.offsetMs,
      tabUrl: this.drivers.tabUrl(id),
      createdAt,
    }
  }

  files(): Sources {
    return this.sources
  }

  /** Resolves when the new files are durable. */
  async replaceFiles(files: Files, entry = this.sources.entry): Promise<Sources> {
    requireEntry(files, entry)
    return this.#saves.add(async () => {
      const sources = { files, entry }
      await this.folder.saveSources(sources)
      const same = digestOf(sources) === digestOf(this.sources)
      this.sources = sources
      if (!same) this.#recordFiles()
      this.app.changed()
      this.app.foresee()
      await this.#journal.durable()
      return sources
    })
  }

  async run(reason: 'run' | 'restart'): Promise<RunReply> {
    this.idle.touch()
    const reply = await this.app.run(reason)
    this.#journal.keep()
    return this.#cleaner.value(RunReply, reply)
  }

  async end(reason: 'stop' | 'crash'): Promise<void> {
    await this.app.end(reason)
    await this.#journal.durable()
  }

  /** Instances need new processes, so a running app is restarted; the rest takes effect at once. */
  async changeSettings(change: SettingsChange): Promise<void> {
    const before = this.#settings
    this.#settings = changed(before, change)
    this.#recorder.record({ type: 'settings.changed', settings: this.#settings })
    const { instances, storeLatencyMs } = this.#settings
    for (const instance of this.app.instances) instance.send({ type: 'latency', storeLatencyMs })
    this.app.changed()
    if (instances !== before.instances && this.app.state === 'ready') await this.app.run('restart')
    await this.#journal.durable()
  }

  async advanceClock(byMs: number): Promise<{ offsetMs: number; now: string }> {
    const { app, browsers } = this
    const timed = { app, browsers, engines: this.#engines, stores: this.#stores, recorder: this.#recorder }
    const told = await this.#clock.advance(byMs, timed)
    await this.#journal.durable()
    return told
  }

  /** The exchanges of one request; everything they changed is recorded and survives our own death. */
  async send(name: string, request: SendRequest): Promise<Exchange[]> {
    const browser = this.browsers.get(name)
    const release = this.idle.hold()
    try {
      const exchanges = await browser.send(request)
      await this.#stores.quiet()
      this.#journal.keep()
      return this.#cleaner.value(Exchange.array(), exchanges)
    } finally {
      release()
    }
  }

  /** The app and its engines sleep until somebody asks for them. */
  async rest(): Promise<void> {
    await this.app.end('idle')
    await this.#engines.sleep()
  }

  /** Resolves when everything recorded so far is durable. */
  durable(): Promise<void> {
    return this.#journal.durable()
  }

  /** Resolves when the trace knows what the stores hold now. */
  settled(): Promise<void> {
    return this.#stores.quiet()
  }

  /** The trace's lines after an id. */
  after(id: number): readonly Line[] {
    return this.#recorder.after(id)
  }

  /** Who listens has the lab on the screen. */
  onLines(listener: () => void): () => void {
    this.app.foresee()
    return this.#journal.onWritten(listener)
  }

  onGone(listener: () => void): () => void {
    this.#goneListeners.add(listener)
    return () => this.#goneListeners.delete(listener)
  }

  /** Ends the app, whose next request starts it again, and lets go of the disk. */
  async close(): Promise<void> {
    this.idle.stop()
    await this.app.end('server-restart')
    await this.#engines.sleep()
    this.#commands.flush()
    await this.#saves.idle()
    await this.#journal.durable()
    this.#journal.close()
  }

  async destroy(): Promise<void> {
    await this.close()
    await this.#engines.destroy()
    await this.folder.remove()
    for (const listener of this.#goneListeners) listener()
  }

  #trafficParts(): TrafficParts {
    return {
      app: this.app,
      recorder: this.#recorder,
      settling: this.#settling,
      commands: this.#commands,
      stores: () => this.#stores,
      idle: () => this.idle,
      now: () => this.#clock.now(),
      https: () => this.#settings.https,
    }
  }

  #makeEngines(): Engines {
    return new Engines({
      drivers: this.drivers.engines,
      recorder: this.#recorder,
      workspace: this.meta.id,
      now: () => this.#clock.now(),
      onCommand: (command) => {
        this.#stores.stir(this.#commands.add(command))
      },
      onState: () => {
        this.app.refreshDoors()
        void this.#stores.refresh(null)
      },
    })
  }

  #makeApp({ app, runs }: Recovered): App {
    const options = {
      id: this.meta.id,
      runner: this.drivers.runner,
      recorder: this.#recorder,
      folder: this.folder,
      sources: () => this.sources,
      settings: () => this.#settings,
      clockOffsetMs: () => this.#clock.offsetMs,
      engines: this.#engines,
      env: ENGINE_ENVIRONMENT,
      onObservation: (_instance: number, seen: Parameters<Settling['hear']>[0]) => {
        this.#settling.hear(seen)
        if (seen.type === 'store.answered' && seen.op !== 'get') this.#stores.stir(seen.exchange)
      },
      onReady: () => {
        // Not at once: the first request often comes right away, and need not wait for a look of its own.
        this.#stores.stir(null)
      },
      onEnded: (instance: number | null) => {
        this.#stores.heapGone(instance)
      },
    }
    return new App(options, wasRunning(app) ? 'asleep' : app, runs)
  }

  /** Tells the trace what it does not know yet: a beginning, files saved just before a crash, an app we lost. */
  #catchUp(recovered: Recovered, isNew: boolean): void {
    if (isNew) {
      this.#recorder.record({ type: 'workspace.created', label: this.meta.label })
      for (const name of ['alice', 'bob']) this.browsers.add(name)
      this.#recorder.record({ type: 'settings.changed', settings: this.#settings })
    }
    if (recovered.digest !== digestOf(this.sources)) this.#recordFiles()
    if (!wasRunning(recovered.app)) return
    this.#recorder.record({ type: 'app.ended', instance: null, reason: 'server-restart', fault: null, left: 0 })
    this.#stores.heapGone(null)
  }

  #recordFiles(): void {
    const { files, entry } = this.sources
    const digest = digestOf(this.sources)
    this.#recorder.record({ type: 'files.replaced', paths: Object.keys(files), entry, digest })
  }
}
