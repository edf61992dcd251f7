/** The files as typed, mirrored in this browser at every keystroke; the server's copy follows. */
export interface Draft {
  files: Record<string, string>
  entry: string
  /** The server has acknowledged exactly this. */
  saved: boolean
}

/** Parsed by hand: it is needed before the first paint, and the schemas come after it. */
function isDraft(kept: unknown): kept is Draft {
  if (typeof kept !== 'object' || kept === null) return false
  if (!('files' in kept && 'entry' in kept && 'saved' in kept)) return false
  const { files, entry, saved } = kept
  return isTexts(files) && typeof entry === 'string' && entry in files && typeof saved === 'boolean'
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string')
  )
}

export const draftKey = (label: string): string => `crumbtrail.draft.${label}`
const copyKey = (label: string): string => `crumbtrail.copy.${label}`
const removedKey = (label: string): string => `crumbtrail.removed.${label}`

/** Where drafts are kept; localStorage unless it is refused. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem'>

export function readDraft(storage: DraftStorage, label: string): Draft | null {
  return read(storage, draftKey(label))
}
export function writeDraft(storage: DraftStorage, label: string, draft: Draft): void {
  write(storage, draftKey(label), draft)
}
/** What Reset replaced, to be brought back. */
export function readCopy(storage: DraftStorage, label: string): Draft | null {
  return read(storage, copyKey(label))
}
export function writeCopy(storage: DraftStorage, label: string, draft: Draft): void {
  write(storage, copyKey(label), draft)
}
/** The file removed last, with the entry as it was. */
export function readRemoved(storage: DraftStorage, label: string): Draft | null {
  return read(storage, removedKey(label))
}
export function writeRemoved(storage: DraftStorage, label: string, draft: Draft): void {
  write(storage, removedKey(label), draft)
}

function read(storage: DraftStorage, key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null')
    return isDraft(kept) ? kept : null
  } catch {
    return null
  }
}

function write(storage: DraftStorage, key: string, draft: Draft): void {
  try {
    storage.setItem(key, JSON.stringify(draft))
  } catch {
    // Storage is full or refused: the server's copy is then the only one, and it is seconds behind at most.
  }
}
