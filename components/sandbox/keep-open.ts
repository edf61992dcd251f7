import { extendTrace } from '@/protocol/model/build'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import type { TraceEvent } from '@/protocol/trace-event'
import type { Files } from '@/protocol/workspace'
import { backoff } from './backoff'
import { momentFor } from './cursor-actions'
import type { Draft } from './draft'
import { Refused } from './failures'
import type { LabParts } from './lab-parts'
import { openWorkspace } from './open-workspace'
import { changedSinceRun } from './stale'
import { followTrace } from './trace-stream'

/** Opens the workspace and follows it for as long as the page is there, whatever happens to the server meanwhile. */
export function keepOpen(
  parts: LabParts,
  draft: () => Draft | null,
  follow: typeof followTrace = followTrace,
): () => void {
  let ended = false
  const { stream } = parts
  let retry: ReturnType<typeof setTimeout> | undefined

  const open = async (attempt = 0): Promise<void> => {
    const before = parts.get().files
    try {
      const client = await parts.client()
      // The starting code at first; of a workspace that vanished, what is on the screen.
      const { files: shown, entry: first } = parts.get()
      const opened = await openWorkspace(client, parts.label, draft(), { files: shown, entry: first })
      if (ended) return
      const { workspace, files, entry, saved } = opened
      const typed = parts.get().files !== before
      parts.set(typed ? { workspace } : { workspace, ...filesState(parts, files, entry) })
      if (typed || !saved) parts.saver.touch()
      stream.now = follow(workspace.id, { events, connection, broken: () => void check(workspace.id) })
    } catch (cause) {
      if (ended) return
      parts.failed(cause)
      retry = setTimeout(() => void open(attempt + 1), backoff(attempt))
    }
  }
  const unfollow = () => {
    stream.now?.end()
    stream.now = null
  }
  const events = (more: TraceEvent[]) => {
    const { trace: known, cursor, workspace, files } = parts.get()
    const trace = extendTrace(known, more)
    const now = momentFor(trace, 'live')
    parts.set({
      trace,
      moment: cursor === 'live' ? now : momentFor(trace, cursor),
      stale: changedSinceRun(parts, trace, files),
      workspace: workspace && {
        ...workspace,
        state: now.app.state,
        settings: now.settings,
        clockOffsetMs: now.clockOffsetMs,
      },
    })
  }
  const connection = (state: 'live' | 'offline') => {
    parts.set({ connection: state })
    if (state === 'live') void parts.saver.flush()
  }
  /** The stream broke: is the server away, or has the workspace gone? Then a new one is made from what was typed. */
  const check = async (id: string): Promise<void> => {
    const client = await parts.client()
    const gone = await client.get(id).then(
      () => false,
      (cause: unknown) => cause instanceof Refused && cause.status === 404,
    )
    if (!gone || ended || parts.get().workspace?.id !== id) return
    unfollow()
    parts.set({
      workspace: null,
      connection: 'opening',
      trace: EMPTY_TRACE,
      cursor: 'live',
      moment: momentFor(EMPTY_TRACE, 'live'),
    })
    await open()
  }
  const leaving = () => void parts.saver.flush(true)

  window.addEventListener('pagehide', leaving)
  // A moment later: who is ended at once, as in React's strict mode, makes no workspace.
  retry = setTimeout(() => void open())
  return () => {
    ended = true
    window.removeEventListener('pagehide', leaving)
    clearTimeout(retry)
    unfollow()
    leaving()
  }
}

function filesState(parts: LabParts, files: Files, entry: string) {
  const { activeFile } = parts.get()
  return { files, entry, activeFile: activeFile in files ? activeFile : entry, saving: 'saved' as const }
}
