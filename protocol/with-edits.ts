import type { Files } from './workspace'

/** Replaces the one occurrence of `find` in a file. */
export interface FileEdit {
  file: string
  find: string
  replace: string
}

/** The code with edits made one after another; null when one of them does not fit exactly once. */
export function withEdits(files: Files, edits: readonly FileEdit[]): Files | null {
  let edited: Files = files
  for (const { file, find, replace } of edits) {
    const parts = (edited[file] ?? '').split(find)
    if (parts.length !== 2) return null
    edited = { ...edited, [file]: parts.join(replace) }
  }
  return edited
}
