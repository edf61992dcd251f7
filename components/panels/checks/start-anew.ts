import type { StoreApi } from 'zustand/vanilla'
import { forgetProgress } from '@/components/hooks/lesson-progress'
import { deleteWorkspace } from '@/components/sandbox/delete-workspace'
import type { DraftStorage } from '@/components/sandbox/draft'
import { keepReplaced } from '@/components/sandbox/kept-copy'
import type { Lab } from '@/components/sandbox/lab'
import type { Files } from '@/protocol/workspace'

export interface Start {
  files: Files
  entry: string
}

interface Parts {
  slug: string
  lab: StoreApi<Lab>
  start: Start
  storage: DraftStorage
  remove?: (id: string) => Promise<boolean>
  patienceMs?: number
}

/**
 * A lesson from its beginning: the learner's code is put where Reset finds it, and a new workspace takes the old
 * one's place. Ticks go last, when the traffic that earned them is gone. False: the server could not be reached.
 */
export async function startAnew({ slug, lab, start, storage, ...rest }: Parts): Promise<boolean> {
  const { remove = deleteWorkspace, patienceMs = 8000 } = rest
  const { workspace, actions } = lab.getState()
  if (!workspace) return false
  keepReplaced(storage, slug, lab.getState(), start.files)
  actions.replaceFiles(start.files, start.entry)
  await actions.save()
  if (!(await remove(workspace.id))) return false
  actions.chooseBrowser('alice')
  if (!(await untilReplaced(lab, workspace.id, patienceMs))) return false
  forgetProgress(slug)
  return true
}

/** The lab follows another workspace, and nothing of the old one's traffic is left. */
function untilReplaced(lab: StoreApi<Lab>, id: string, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const isReplaced = ({ workspace }: Lab) => workspace !== null && workspace.id !== id
    const end = (replaced: boolean) => {
      clearTimeout(late)
      unsubscribe()
      resolve(replaced)
    }
    const late = setTimeout(() => end(false), patienceMs)
    const unsubscribe = lab.subscribe((now) => {
      if (isReplaced(now)) end(true)
    })
    if (isReplaced(lab.getState())) end(true)
  })
}
