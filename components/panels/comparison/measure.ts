import type { Client } from '@/components/sandbox/client'
import type { Cell, Comparison, Contestant, PlainStep } from '@/lessons/kit/comparison'
import { fillIn, lastCookieHeader } from '@/protocol/fill-in'
import type { TraceModel } from '@/protocol/model/views'
import { withEdits } from '@/protocol/with-edits'
import type { Files } from '@/protocol/workspace'

/** One row of the table. absent: nothing on this machine serves it. */
export interface Row {
  state: 'waiting' | 'measuring' | 'done' | 'failed' | 'absent' | 'stopped'
  /** What is under way, when measuring. */
  doing: string | null
  cells: Readonly<Record<string, Cell>>
  /** Why there is no more, in a sentence. */
  trouble: string | null
}

export const WAITING: Row = { state: 'waiting', doing: null, cells: {}, trouble: null }

/** Of workspaces that a comparison makes, so that one left behind is found again. */
export const LABEL = 'compare '

export interface MeasureParts {
  comparison: Comparison
  starter: { files: Files; entry: string }
  client: Pick<
    Client,
    'create' | 'run' | 'restart' | 'stop' | 'crash' | 'changeSettings' | 'clearCookies' | 'send' | 'engine'
  >
  traceOf: (id: string) => Promise<TraceModel>
  remove: (id: string) => Promise<unknown>
  pause: (ms: number, signal: AbortSignal) => Promise<void>
  signal: AbortSignal
  /** Told whenever a row knows more. */
  report: (contestant: string, row: Row) => void
}

/** Plays the script with one contestant in a workspace of its own, which is deleted whatever happens. */
export async function measure(parts: MeasureParts, contestant: Contestant): Promise<void> {
  const { comparison, starter, client, signal, report } = parts
  let row: Row = { ...WAITING, state: 'measuring', doing: 'gets a workspace' }
  const tell = (change: Partial<Row>) => {
    row = { ...row, ...change }
    report(contestant.id, row)
  }
  let id: string | null = null
  try {
    tell({})
    const files = withEdits(starter.files, contestant.edits)
    if (!files) throw new Error('The lesson’s code reads differently than this comparison expects.')
    ;({ id } = await client.create({ files, entry: starter.entry, label: LABEL + contestant.id }))
    for (const stage of comparison.stages) {
      const steps = stage.steps(contestant)
      if (steps.length === 0) continue
      tell({ doing: stage.doing })
      for (const step of steps) {
        signal.throwIfAborted()
        await play(parts, id, step)
      }
      tell({ cells: comparison.judge(await parts.traceOf(id), contestant) })
    }
    tell({ state: 'done', doing: null })
  } catch (cause) {
    const trouble = cause instanceof Error ? cause.message : String(cause)
    if (signal.aborted) tell({ state: 'stopped', doing: null, trouble: 'Stopped before the end.' })
    else tell({ state: 'failed', doing: null, trouble })
  } finally {
    if (id !== null) await parts.remove(id)
  }
}

async function play(
  { client, traceOf, pause, signal }: MeasureParts,
  id: string,
  step: PlainStep,
): Promise<void> {
  switch (step.do) {
    case 'run':
    case 'restart': {
      const reply = await client[step.do](id)
      if (reply.state === 'failed')
        throw new Error(`The app did not start: ${reply.error?.message ?? 'nobody knows why'}`)
      return
    }
    case 'stop':
    case 'crash':
      await client[step.do](id)
      return
    case 'settings':
      await client.changeSettings(id, step.settings)
      return
    case 'clear':
      await client.clearCookies(id, step.browser)
      return
    case 'engine':
      await client.engine(id, step.kind, step.action)
      return
    case 'wait':
      return pause(step.ms, signal)
    case 'request': {
      const asksSent = JSON.stringify(step.request).includes(' sent}}')
      const sentBy = lastCookieHeader(asksSent ? (await traceOf(id)).exchanges : [])
      await client.send(
        id,
        step.browser,
        fillIn(step.request, () => [], sentBy),
      )
      return
    }
    default:
      step satisfies never
  }
}
