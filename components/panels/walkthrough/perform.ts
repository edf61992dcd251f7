import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'
import type { WalkthroughStep } from '@/lessons/kit/lesson'
import { fillIn, lastCookieHeader, sessionIdIn } from '@/protocol/fill-in'
import type { StoreKind } from '@/protocol/snapshot'
import { withValues } from '@/protocol/with-values'
import type { PlayerParts } from './player-parts'

export interface Stage extends Pick<PlayerParts, 'lab' | 'code' | 'wait' | 'isStill'> {
  /** Factor on every pause. */
  pace: () => number
  signal: AbortSignal
}

type Doing = Extract<WalkthroughStep, { do: string }>
type Step<D extends Doing['do']> = Extract<Doing, { do: D }>

/** Does what a step says, through the lab's own actions; resolves when it has happened. */
export async function perform(step: WalkthroughStep, stage: Stage): Promise<void> {
  if (!('do' in step)) return
  const { actions } = stage.lab.getState()
  switch (step.do) {
    case 'run': {
      const reply = await actions.run()
      if (!reply) throw new Error('The app was not started: the lab is busy, or cannot be reached.')
      if (reply.state !== 'ready') throw new Error('The app did not start. The console says why.')
      return
    }
    case 'stop':
    case 'crash':
    case 'restart':
      return actions[step.do]()
    case 'files':
      actions.replaceFiles(stage.code[step.from])
      return
    case 'settings':
      return actions.changeSettings(step.settings)
    case 'browser':
      return actions.addBrowser(step.name)
    case 'clear':
      return actions.clearCookies(step.browser)
    case 'request':
      return send(step, stage)
    case 'clock':
      return actions.advanceClock(step.advanceMs)
    case 'forget':
      return actions.removeRecord(step.kind, recordOf(step, stage))
    case 'edit-record':
      return editRecord(step, stage)
    case 'engine':
      return actions.changeEngine(step.kind, step.action)
    case 'slow-engine':
      return actions.slowEngine(step.kind, step.latencyMs)
    case 'table': {
      const { schema, table } = step
      return actions.createTable({ ...(schema && { schema }), ...(table && { table }) })
    }
    case 'wait':
      return stage.wait(step.ms, stage.signal)
    case 'edit':
      return type(step, stage)
    case 'look':
      look(step, stage.lab)
      return
    default:
      step satisfies never
  }
}

/** The lab as it is now, also when the step before looked at an earlier moment. */
function now(lab: StoreApi<Lab>): Lab {
  lab.getState().actions.moveCursor('live')
  return lab.getState()
}

const jarOf = (lab: StoreApi<Lab>) => (name: string) =>
  now(lab).moment.browsers.find((browser) => browser.name === name)?.cookies ?? []

async function send({ browser, request }: Step<'request'>, { lab, signal }: Stage): Promise<void> {
  const before = lab.getState().trace.exchanges.length
  await lab
    .getState()
    .actions.send(browser, fillIn(request, jarOf(lab), lastCookieHeader(lab.getState().trace.exchanges)))
  await untilTrue(lab, (now) => isAnswered(now, before), signal)
}

/** The exchange has come in whole, so that its cookie and its record are known to the next step. */
const isAnswered = ({ trace }: Lab, before: number) =>
  trace.exchanges.length > before && trace.exchanges.at(-1)?.state !== 'open'

interface Named {
  kind: StoreKind
  browser: string
  cookie?: string
}

/** The id of a browser's record; a cookie store's records are its cookies. */
function recordOf({ kind, browser, cookie }: Named, { lab }: Stage): string {
  if (kind === 'cookie') return `${browser}/${cookie ?? 'session'}`
  const sid = sessionIdIn(jarOf(lab)(browser))
  if (sid === null) throw new Error(`${browser} has no session, so there is no record of it.`)
  return sid
}

async function editRecord(step: Step<'edit-record'>, stage: Stage): Promise<void> {
  const sid = recordOf(step, stage)
  const data = ({ moment }: Lab) =>
    moment.stores
      .filter(({ kind }) => kind === step.kind)
      .flatMap(({ records }) => records)
      .find((each) => each.sid === sid)?.record?.data
  // The picture of the store comes after the answer.
  await untilTrue(stage.lab, (lab) => data(lab) !== undefined, stage.signal)
  const lab = now(stage.lab)
  const found = data(lab)
  if (found === undefined) throw new Error('The record to change is not in the store.')
  await lab.actions.editRecord(step.kind, sid, withValues(found, step.data))
}

const STROKES = 24
/** Of an event on its way to a page that is slow or far away. */
const LATEST_MS = 10_000

/** Types a change into a file in a few strokes, so that the eye can follow; at once when motion is unwanted. */
async function type({ file, find, replace }: Step<'edit'>, stage: Stage): Promise<void> {
  const { files, actions } = stage.lab.getState()
  const [head, tail, ...more] = (files[file] ?? '').split(find)
  if (head === undefined || tail === undefined || more.length > 0)
    throw new Error(`The code has changed, so this edit no longer fits ${file}.`)
  // Without the caret: the keys that play the next step would be typed into the code.
  actions.showLine(file, head.split('\n').length, 1, false)
  const strokes = stage.isStill() ? 1 : Math.min(STROKES, replace.length)
  for (let stroke = 1; stroke <= strokes; stroke += 1) {
    actions.edit(file, head + replace.slice(0, Math.ceil((replace.length * stroke) / strokes)) + tail)
    if (stroke < strokes) await stage.wait(40 * stage.pace(), stage.signal)
  }
}

function look({ exchange, step }: Step<'look'>, lab: StoreApi<Lab>): void {
  const { trace, actions } = lab.getState()
  const view = trace.exchanges.at(-1 - exchange)
  if (!view) throw new Error('There is no such request to look at.')
  actions.moveCursor(step === undefined ? view.lastEventId : (view.steps[step]?.eventId ?? view.lastEventId))
}

/** Until the lab is so, or for so long at most: a walkthrough never hangs on a lost event. */
function untilTrue(lab: StoreApi<Lab>, isSo: (now: Lab) => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(late)
      unsubscribe()
      resolve()
    }
    const late = setTimeout(end, LATEST_MS)
    const unsubscribe = lab.subscribe((now) => {
      if (isSo(now)) end()
    })
    signal.addEventListener('abort', end, { once: true })
    if (isSo(lab.getState())) end()
  })
}
