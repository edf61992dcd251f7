import type { Files, Workspace } from '@/protocol/workspace'
import type { Client } from './client'
import type { Draft } from './draft'
import { inTurn } from './in-turn'

export interface Opened {
  workspace: Workspace
  files: Files
  entry: string
  /** The server has these files. */
  saved: boolean
}

/** The learner's workspace with this label, or a new one. What was typed and never saved wins over the server's copy. */
export function openWorkspace(
  ...[client, label, draft, starter]: Parameters<typeof findOrMake>
): Promise<Opened> {
  return inTurn(() => findOrMake(client, label, draft, starter))
}

async function findOrMake(
  client: Client,
  label: string,
  draft: Draft | null,
  starter: { files: Files; entry: string },
): Promise<Opened> {
  const found = (await client.list()).find((workspace) => workspace.label === label)
  if (!found) {
    const { files, entry } = draft ?? starter
    const workspace = await client.create({ files, entry, label })
    return { workspace, files, entry, saved: true }
  }
  if (draft && !draft.saved) return { workspace: found, files: draft.files, entry: draft.entry, saved: false }
  return { workspace: found, ...(await client.files(found.id)), saved: true }
}
