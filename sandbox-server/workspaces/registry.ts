import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from '../../protocol/workspace'
import { LIMITS } from '../../protocol/limits'
import type { Drivers } from './drivers'
import { newWorkspaceId } from './identifiers'
import { restLongestUnused, withRoom } from './make-room'
import { Refusal } from './refusal'
import { requireEntry } from './sources'
import { Workspace } from './workspace'
import { WorkspaceFolder, type Meta, type Sources } from './workspace-folder'

export interface NewWorkspace {
  files: Files
  entry: string
  label?: string | undefined
}

/** All workspaces of this machine; each is read from disk when somebody first asks for it. */
export class Registry {
  readonly #known = new Map<string, Meta>()
  readonly #open = new Map<string, Workspace>()
  /** Being made: they count, and nobody sees them. */
  readonly #making = new Map<string, Meta>()
  readonly #path: string

  readonly #drivers: Drivers

  constructor(
    dataFolder: string,
    drivers: Drivers,
    private readonly most: number = LIMITS.workspaces,
  ) {
    const runner = withRoom(drivers.runner, () => restLongestUnused(this.#open.values()))
    this.#drivers = { ...drivers, runner }
    this.#path = join(dataFolder, 'workspaces')
    mkdirSync(this.#path, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(this.#path)) this.#discover(name)
  }

  async create(owner: string, { files, entry, label }: NewWorkspace): Promise<Workspace> {
    requireEntry(files, entry)
    const meta: Meta = {
      id: newWorkspaceId(),
      owner,
      label: label ?? null,
      createdAt: new Date().toISOString(),
    }
    await this.#reserve(meta)
    try {
      return await this.#make(meta, { files, entry })
    } finally {
      this.#making.delete(meta.id)
    }
  }

  /** Takes a place among the learner's and among all, so that requests at the same time cannot share one. */
  async #reserve(meta: Meta): Promise<void> {
    const own = [...this.#making.values()].filter(({ owner }) => owner === meta.owner)
    if (this.#of(meta.owner).length + own.length >= LIMITS.workspacesPerLearner)
      throw new Refusal('too_many_workspaces')
    this.#making.set(meta.id, meta)
    if (this.#known.size + this.#making.size <= this.most || (await this.#expireOne())) return
    this.#making.delete(meta.id)
    throw new Refusal('lab_full')
  }

  /** A workspace is known to nobody before it is whole: not to a list, not to its own host name. */
  async #make(meta: Meta, sources: Sources): Promise<Workspace> {
    const folder = this.#folder(meta.id)
    await folder.create(meta, sources)
    const workspace = new Workspace(meta, folder, sources, this.#drivers)
    await workspace.durable()
    this.#known.set(meta.id, meta)
    this.#open.set(meta.id, workspace)
    workspace.app.foresee()
    return workspace
  }

  /** Removes the workspace untouched for longest when that is longer than anybody comes back; false: there is none. */
  async #expireOne(): Promise<boolean> {
    const oldest = [...this.#known.values()]
      .map((meta) => ({ meta, touchedAt: this.#folder(meta.id).touchedAt() }))
      .sort((a, b) => a.touchedAt - b.touchedAt)[0]
    const since = Date.now() - LIMITS.workspaceKeptDays * 24 * 3600_000
    if (!oldest || oldest.touchedAt > since) return false
    await this.remove(this.#opened(oldest.meta))
    return true
  }

  /** A learner's own workspace; for anybody else there is nothing here. */
  owned(learner: string | null, id: string): Workspace {
    const meta = this.#known.get(id)
    if (!meta || meta.owner !== learner) throw new Refusal('not_found')
    return this.#opened(meta)
  }

  list(learner: string | null): Workspace[] {
    if (learner === null) return []
    // One that cannot be read must not hide the others.
    return this.#of(learner).flatMap((meta) => this.#openedOrNone(meta) ?? [])
  }

  /** The workspace a host name stands for. Its id is a secret, so knowing it is enough to visit the app. */
  byHost(id: string): Workspace | null {
    const meta = this.#known.get(id)
    return meta ? this.#openedOrNone(meta) : null
  }

  async remove(workspace: Workspace): Promise<void> {
    const { id } = workspace.meta
    this.#known.delete(id)
    this.#open.delete(id)
    await workspace.destroy()
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#open.values()].map((workspace) => workspace.close()))
  }

  #of(owner: string): Meta[] {
    return [...this.#known.values()].filter((meta) => meta.owner === owner)
  }

  #opened(meta: Meta): Workspace {
    const workspace = this.#openedOrNone(meta)
    if (!workspace) throw new Refusal('not_found')
    return workspace
  }

  #openedOrNone(meta: Meta): Workspace | null {
    const known = this.#open.get(meta.id)
    if (known) return known
    const folder = this.#folder(meta.id)
    const sources = folder.readSources()
    if (!sources) return null
    const workspace = new Workspace(meta, folder, sources, this.#drivers)
    this.#open.set(meta.id, workspace)
    return workspace
  }

  #discover(name: string): void {
    const meta = this.#folder(name).readMeta()
    if (meta?.id === name) this.#known.set(name, meta)
  }

  #folder(id: string): WorkspaceFolder {
    return new WorkspaceFolder(join(this.#path, id))
  }
}
