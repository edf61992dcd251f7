import { createHash } from 'node:crypto'
import type { SendRequest } from '../../protocol/api'
import type { Exchange } from '../../protocol/exchange'
import type { Snapshot, StoreKind } from '../../protocol/snapshot'
import type { Files, RunReply, Settings, Workspace as WorkspaceView } from '../../protocol/workspace'
import type { Line } from '../tracing/recorder'
import { Recorder } from '../tracing/recorder'
import { redactor, relativeTo } from '../tracing/redaction'
import { App } from './app'
import { BrowserSet } from './browser-set'
import type { Drivers } from './drivers'
import { Exchanges } from './exchanges'
import { IdleTimer } from './idle-timer'
import { Journal } from './journal'
import { recover } from './recover'
import { Refusal } from './refusal'
import { SerialQueue } from './serial-queue'
import { Settling } from './settling'
import { Stores } from './stores'
import type { Meta, Sources, WorkspaceFolder } from './workspace-folder'

/** One learner's world: files, app, browsers, stores, clock and trace, tied together. */
export class Workspace {
  readonly app: App
  readonly browsers: BrowserSet
  readonly exchanges: Exchanges
  readonly #journal: Journal
  readonly #recorder: Recorder
  readonly #stores: Stores
  readonly #settling = new Settling()
  readonly #saves = new SerialQueue()
  readonly #idle: IdleTimer
  #settings: Settings
  #clockOffsetMs: number

  constructor(
    readonly meta: Meta,
    private readonly folder: WorkspaceFolder,
    private sources: Sources,
    private readonly drivers: Drivers,
  ) {
    this.#journal = new Journal(folder.trace)
    const events = this.#journal.load()
    const recovered = recover(events)
    this.#settings = recovered.settings
    this.#clockOffsetMs = recovered.clockOffsetMs
    this.#recorder = new Recorder({ sink: this.#journal, redact: this.#redact() })
    this.#recorder.restore(events)
    const now = (): number => Date.now() + this.#clockOffsetMs
    this.browsers = new BrowserSet(this.#recorder, now, recovered)
    this.app = this.#makeApp(recovered.app, recovered.runs)
    const inspectors = drivers.inspectors({ app: this.app, state: () => this.#recorder.states(), now })
    this.#stores = new Stores(inspectors, this.#recorder)
    this.exchanges = new Exchanges(this.#exchangeContext(), recovered.exchanges)
    this.#idle = new IdleTimer(() => this.app.end('idle'))
    if (events.length === 0) this.#firstWords()
    if (recovered.digest !== digestOf(sources)) this.#recordFiles()
    if (recovered.app === 'ready' || recovered.app === 'starting') this.#recordServerRestart()
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
      clockOffsetMs: this.#clockOffsetMs,
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
      await this.#journal.durable()
      return sources
    })
  }

  async run(reason: 'run' | 'restart'): Promise<RunReply> {
    this.#idle.touch()
    const reply = await this.app.run(reason)
    await this.#journal.durable()
    return reply
  }

  async end(reason: 'stop' | 'crash'): Promise<void> {
    await this.app.end(reason)
    await this.#journal.durable()
  }

  /** Instances need new processes, so a running app is restarted; the rest takes effect at once. */
  async changeSettings(change: { [K in keyof Settings]?: Settings[K] | undefined }): Promise<void> {
    const before = this.#settings
    this.#settings = {
      instances: change.instances ?? before.instances,
      https: change.https ?? before.https,
      storeLatencyMs: change.storeLatencyMs ?? before.storeLatencyMs,
    }
    this.#recorder.record({ type: 'settings.changed', settings: this.#settings })
    const { instances, storeLatencyMs } = this.#settings
    for (const instance of this.app.instances) instance.send({ type: 'latency', storeLatencyMs })
    this.app.changed()
    if (instances !== before.instances && this.app.state === 'ready') await this.app.run('restart')
    await this.#journal.durable()
  }

  async advanceClock(byMs: number): Promise<{ offsetMs: number; now: string }> {
    this.#clockOffsetMs += byMs
    const offsetMs = this.#clockOffsetMs
    this.#recorder.record({ type: 'clock.advanced', byMs, offsetMs })
    for (const instance of this.app.instances) instance.send({ type: 'clock', clockOffsetMs: offsetMs })
    this.browsers.expire(null, null)
    await this.#stores.refresh(null)
    await this.#journal.durable()
    return { offsetMs, now: new Date(Date.now() + offsetMs).toISOString() }
  }

  async send(browser: string, request: SendRequest): Promise<Exchange[]> {
    this.#idle.touch()
    const exchanges = await this.exchanges.send(browser, request)
    await this.#journal.durable()
    return exchanges
  }

  async snapshots(): Promise<Snapshot[]> {
    return this.#stores.read()
  }

  async removeRecord(kind: StoreKind, sid: string): Promise<boolean> {
    const removed = await this.#stores.remove(kind, sid)
    await this.#journal.durable()
    return removed
  }

  /** Resolves when everything recorded so far is durable. */
  durable(): Promise<void> {
    return this.#journal.durable()
  }

  /** The trace's lines after an id. */
  after(id: number): readonly Line[] {
    return this.#recorder.after(id)
  }

  onLines(listener: () => void): () => void {
    return this.#journal.onWritten(listener)
  }

  touch(): void {
    this.#idle.touch()
  }

  /** Ends the app for good and lets go of the disk. */
  async close(): Promise<void> {
    this.#idle.stop()
    await this.app.end('server-restart')
    await this.#saves.idle()
    await this.#journal.durable()
    this.#journal.close()
  }

  async destroy(): Promise<void> {
    await this.close()
    await this.folder.remove()
  }

  #makeApp(state: App['state'], runs: number): App {
    const asleep = state === 'ready' || state === 'starting'
    const options = {
      id: this.meta.id,
      runner: this.drivers.runner,
      recorder: this.#recorder,
      folder: this.folder,
      sources: () => this.sources,
      settings: () => this.#settings,
      clockOffsetMs: () => this.#clockOffsetMs,
      onObservation: (_instance: number, seen: Parameters<Settling['hear']>[0]) => {
        this.#settling.hear(seen)
        if (seen.type === 'store.answered' && seen.op !== 'get') this.#stores.stir()
      },
      onEnded: (instance: number | null) => {
        this.#stores.heapGone(instance)
      },
    }
    return new App(options, asleep ? 'asleep' : state, runs)
  }

  #exchangeContext(): ConstructorParameters<typeof Exchanges>[0] {
    return {
      app: this.app,
      browsers: this.browsers,
      recorder: this.#recorder,
      settling: this.#settling,
      stores: this.#stores,
      settings: () => this.#settings,
    }
  }

  #redact(): (json: string) => string {
    return redactor([...relativeTo(this.folder.app), ...this.drivers.secrets])
  }

  #firstWords(): void {
    this.#recorder.record({ type: 'workspace.created', label: this.meta.label })
    this.browsers.add('alice')
    this.browsers.add('bob')
    this.#recorder.record({ type: 'settings.changed', settings: this.#settings })
  }

  #recordFiles(): void {
    const { files, entry } = this.sources
    this.#recorder.record({
      type: 'files.replaced',
      paths: Object.keys(files),
      entry,
      digest: digestOf(this.sources),
    })
  }

  #recordServerRestart(): void {
    this.#recorder.record({ type: 'app.ended', instance: null, reason: 'server-restart', fault: null, left: 0 })
    this.#stores.heapGone(null)
  }
}

/** Refuses files without the one that is to be run. */
export function requireEntry(files: Files, entry: string): void {
  if (!Object.hasOwn(files, entry)) throw new Refusal('entry_missing', { entry })
}

function digestOf({ files, entry }: Sources): string {
  const ordered = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([entry, ordered]))
    .digest('hex')
    .slice(0, 16)
}
