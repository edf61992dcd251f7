import { createHash } from 'node:crypto'
import type { Files } from '../../protocol/workspace'
import { Refusal } from './refusal'
import type { Sources } from './workspace-folder'

/** Refuses files without the one that is to be run. */
export function requireEntry(files: Files, entry: string): void {
  if (!Object.hasOwn(files, entry)) throw new Refusal('entry_missing', { entry })
}

/** The same for the same files and entry, whatever their order. */
export function digestOf({ files, entry }: Sources): string {
  const ordered = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([entry, ordered]))
    .digest('hex')
    .slice(0, 16)
}
