import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from '../../protocol/workspace'
import { LIMITS } from '../../protocol/limits'
import type { Drivers } from './drivers'
import { newWorkspaceId } from './identifiers'
import { Refusal } from './refusal'
import { requireEntry } from './sources'
import { Workspace } from './workspace'
import { WorkspaceFolder, type Meta } from './workspace-folder'

export interface NewWorkspace {
  files: Files
  entry: string
  label?: string | undefined
}

/** All workspaces of this machine; each is read from disk when somebody first asks for it. */
export class Registry {
  readonly #known = new Map<string, Meta>()
  readonly #open = new Map<string, Workspace>()
  readonly #path: string

  constructor(
    dataFolder: string,
    private readonly drivers: Drivers,
  ) {
    this.#path = join(dataFolder, 'workspaces')
    mkdirSync(this.#path, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(this.#path)) this.#discover(name)
  }

  async create(owner: string, { files, entry, label }: NewWorkspace): Promise<Workspace> {
    requireEntry(files, entry)
    if (this.#of(owner).length >= LIMITS.workspacesPerLearner) throw new Refusal('too_many_workspaces')
    const meta: Meta = {
      id: newWorkspaceId(),
      owner,
      label: label ?? null,
      createdAt: new Date().toISOString(),
    }
    this.#known.set(meta.id, meta)
    const sources = { files, entry }
    const folder = this.#folder(meta.id)
    await folder.create(meta, sources)
    const workspace = new Workspace(meta, folder, sources, this.drivers)
    this.#open.set(meta.id, workspace)
    await workspace.durable()
    return workspace
  }

  /** A learner's own workspace; for anybody else there is nothing here. */
  owned(learner: string | null, id: string): Workspace {
    const meta = this.#known.get(id)
    if (!meta || meta.owner !== learner) throw new Refusal('not_found')
    return this.#opened(meta)
  }

  list(learner: string | null): Workspace[] {
    return learner === null ? [] : this.#of(learner).map((meta) => this.#opened(meta))
  }

  /** The workspace a host name stands for. Its id is a secret, so knowing it is enough to visit the app. */
  byHost(id: string): Workspace | null {
    const meta = this.#known.get(id)
    return meta ? this.#opened(meta) : null
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
    const known = this.#open.get(meta.id)
    if (known) return known
    const folder = this.#folder(meta.id)
    const sources = folder.readSources()
    if (!sources) throw new Refusal('not_found')
    const workspace = new Workspace(meta, folder, sources, this.drivers)
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
