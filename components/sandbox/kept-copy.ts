import type { Files } from '@/protocol/workspace'
import { readRemoved, writeCopy, writeRemoved, type DraftStorage } from './draft'
import { sameFiles } from './stale'

interface Code {
  files: Files
  entry: string
}

/** Keeps what a reset is about to replace. The starting code itself is no loss, and takes no copy's place. */
export function keepReplaced(
  storage: DraftStorage,
  label: string,
  { files, entry }: Code,
  starter: Files,
): void {
  if (!sameFiles(files, starter)) writeCopy(storage, label, { files, entry, saved: true })
}

/** Keeps a file that is about to be removed, beside what a reset replaced. */
export function keepRemoved(storage: DraftStorage, label: string, { files, entry }: Code, path: string): void {
  const kept = Object.entries(files).filter(([name]) => name === entry || name === path)
  writeRemoved(storage, label, { files: Object.fromEntries(kept), entry, saved: true })
}

/** The file removed last, unless there is one of its name again. */
export function removedFile(storage: DraftStorage, label: string, files: Files): Files | null {
  const kept = Object.entries(readRemoved(storage, label)?.files ?? {}).filter(([name]) => !(name in files))
  return kept.length === 0 ? null : Object.fromEntries(kept)
}
