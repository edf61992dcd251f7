import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Files, WorkspaceId } from '../../protocol/workspace'
import { syncFolder, writeAtomically } from './atomic-write'

const Meta = z.object({
  id: WorkspaceId,
  owner: z.string(),
  label: z.string().nullable(),
  createdAt: z.string(),
})
/** What never changes about a workspace. */
export type Meta = z.infer<typeof Meta>

const Sources = z.object({ files: Files, entry: z.string() })
/** The learner's files as last saved. */
export type Sources = z.infer<typeof Sources>

/** One workspace on disk: meta.json, files.json, trace.jsonl and app/, the folder the app runs in. */
export class WorkspaceFolder {
  readonly trace: string
  readonly app: string

  constructor(readonly path: string) {
    this.trace = join(path, 'trace.jsonl')
    this.app = join(path, 'app')
  }

  async create(meta: Meta, sources: Sources): Promise<void> {
    mkdirSync(this.app, { recursive: true, mode: 0o700 })
    await this.saveSources(sources)
    // Last: a folder without it is one whose making was never acknowledged.
    await writeAtomically(join(this.path, 'meta.json'), JSON.stringify(meta))
    syncFolder(join(this.path, '..'))
  }

  /** null: not a workspace, or one whose making a crash cut short. */
  readMeta(): Meta | null {
    return readJson(join(this.path, 'meta.json'), Meta)
  }

  readSources(): Sources | null {
    return readJson(join(this.path, 'files.json'), Sources)
  }

  /** Resolves when durable. */
  async saveSources(sources: Sources): Promise<void> {
    await writeAtomically(join(this.path, 'files.json'), JSON.stringify(sources))
  }

  /** When anything was last written down about it, in milliseconds since the epoch. */
  touchedAt(): number {
    const times = [this.trace, join(this.path, 'files.json')].map(
      (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    )
    return Math.max(...times)
  }

  async remove(): Promise<void> {
    // First: from here on it is not a workspace, whatever happens to the rest.
    await rm(join(this.path, 'meta.json'), { force: true })
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** null: not there, or not what we wrote. One broken file must not keep the whole lab from starting. */
function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
