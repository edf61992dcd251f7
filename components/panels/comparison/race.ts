import { createStore, type StoreApi } from 'zustand/vanilla'
import { createClient } from '@/components/sandbox/client'
import { deleteWorkspace } from '@/components/sandbox/delete-workspace'
import type { Comparison } from '@/lessons/kit/comparison'
import { extendTrace } from '@/protocol/model/build'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import { Trace } from '@/protocol/trace-event'
import type { Files } from '@/protocol/workspace'
import { LABEL, measure, WAITING, type Row } from './measure'

export interface Race {
  running: boolean
  /** By contestant. */
  rows: Readonly<Record<string, Row>>
  /** When the last one ended, milliseconds since the epoch. */
  endedAt: number | null
  /** Why none could begin, in a sentence. */
  trouble: string | null
  actions: {
    start: () => Promise<void>
    stop: () => void
  }
}

/** Measures one contestant after another: side by side they would take each other’s time. Knows nothing of React. */
export function createRace(comparison: Comparison, starter: { files: Files; entry: string }): StoreApi<Race> {
  const client = createClient()
  let run = new AbortController()
  let current: string | null = null
  const set = (change: Partial<Race>) => race.setState(change)
  const report = (id: string, row: Row) => set({ rows: { ...race.getState().rows, [id]: row } })

  const start = async () => {
    if (race.getState().running) return
    run = new AbortController()
    const { signal } = run
    const rows = Object.fromEntries(comparison.contestants.map(({ id }) => [id, WAITING]))
    set({ running: true, rows, endedAt: null, trouble: null })
    try {
      await clearAway()
      for (const contestant of comparison.contestants) {
        if (signal.aborted) break
        // Asked each time: a server that is away is said once, not in every row.
        const { engines } = await client.health()
        const source = engines.find(({ kind }) => kind === contestant.engine)?.engine
        if (source?.from === 'none') {
          const trouble = `${source.why} ${source.hint ?? ''}`.trim()
          report(contestant.id, { ...WAITING, state: 'absent', trouble })
          continue
        }
        await measure(
          { comparison, starter, client: noting, traceOf, remove, pause, signal, report },
          contestant,
        )
      }
    } catch (cause) {
      set({ trouble: cause instanceof Error ? cause.message : String(cause) })
    } finally {
      set({ running: false, endedAt: Date.now() })
    }
  }

  const noting: typeof client = {
    ...client,
    create: async (body) => {
      const workspace = await client.create(body)
      current = workspace.id
      return workspace
    },
  }
  const remove = async (id: string) => {
    await deleteWorkspace(id)
    if (current === id) current = null
  }
  /** What an earlier comparison left behind, when its page was closed in the middle. */
  const clearAway = async () => {
    const all = await client.list()
    for (const { id, label } of all) if (label?.startsWith(LABEL)) await deleteWorkspace(id)
  }

  const race: StoreApi<Race> = createStore<Race>(() => ({
    running: false,
    rows: {},
    endedAt: null,
    trouble: null,
    actions: { start, stop: () => run.abort() },
  }))
  window.addEventListener('pagehide', () => {
    run.abort()
    if (current !== null) void fetch(pathOf(current), { method: 'DELETE', keepalive: true })
  })
  return race
}

const pathOf = (id: string) => `/api/workspaces/${encodeURIComponent(id)}`

async function traceOf(id: string) {
  const response = await fetch(`${pathOf(id)}/trace?format=json`)
  if (!response.ok) throw new Error('The server did not hand over the trace.')
  return extendTrace(EMPTY_TRACE, Trace.parse(await response.json()).events)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
