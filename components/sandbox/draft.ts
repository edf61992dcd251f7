import * as z from 'zod'

/** The files as typed, mirrored in this browser at every keystroke; the server's copy follows. */
const Draft = z.object({
  files: z.record(z.string(), z.string()),
  entry: z.string(),
  /** The server has acknowledged exactly this. */
  saved: z.boolean(),
})
export type Draft = z.infer<typeof Draft>

export const draftKey = (label: string): string => `crumbtrail.draft.${label}`
const copyKey = (label: string): string => `crumbtrail.copy.${label}`

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

function read(storage: DraftStorage, key: string): Draft | null {
  try {
    const result = Draft.safeParse(JSON.parse(storage.getItem(key) ?? 'null'))
    return result.success ? result.data : null
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
