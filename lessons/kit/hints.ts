import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import type { CheckResult } from './lesson'
import { answered, decided, lastRun, pathname, sinceLastRun } from './checks'

/** A mistake that the trace gives away, and the sentence that answers it. */
export type Clue = readonly [seen: boolean, say: string]

/** Not done: the first clue seen answers the mistake made; otherwise what to try next. */
export function notYet(trace: TraceModel, clues: readonly Clue[], otherwise: string): CheckResult {
  const trouble =
    startTrouble(trace) ?? methodTrouble(trace) ?? clues.find(([seen]) => seen)?.[1] ?? answerTrouble(trace)
  return { done: false, hint: trouble ?? otherwise }
}

export const DONE: CheckResult = { done: true, hint: 'Done.' }

/** What keeps the app from answering at all. */
function startTrouble(trace: TraceModel): string | null {
  if (!lastRun(trace)) return 'The app is not running yet. Press Run above the code.'
  const last = trace.events.findLast((event) => event.type === 'run.ready' || event.type === 'run.failed')
  if (last?.type !== 'run.failed') return null
  const { line, file, message } = last.fault
  const where = line === null ? '' : ` Look at line ${String(line)}${file === null ? '' : ` of ${file}`}.`
  return `The app did not start: ${message}.${where}`.replace(/\.{2,}/g, '.')
}

/** A button in the text may have left POST before the address: the path is then right, as a GET of it has shown. */
function methodTrouble(trace: TraceModel): string | null {
  const last = sinceLastRun(trace).at(-1)
  if (!last || last.method === 'GET' || last.response?.status !== 404) return null
  const isKnown = answered(trace).some(
    (one) => one.method === 'GET' && pathname(one) === pathname(last) && one.response?.status !== 404,
  )
  if (!isKnown) return null
  return `That was ${last.method} ${last.path}, and the app has nothing there, so it answered 404. Choose GET before the address and send it again.`
}

function answerTrouble(trace: TraceModel): string | null {
  const last = sinceLastRun(trace).at(-1)
  if (!last) return null
  const status = last.response?.status ?? 0
  if (status === 404)
    return `The app has nothing for ${last.method} ${last.path}, so it answered 404. Check the method and the path before you send it again.`
  if (status < 500) return null
  const fault = last.errors.at(-1)?.fault
  return `The app answered ${String(status)}${fault ? `: ${fault.message}` : ''}. The console names the line.`
}

/** Clues that fit whenever a browser should have come back with its cookie and did not. */
export function cookieClues(exchanges: readonly ExchangeView[]): Clue[] {
  const last = exchanges.at(-1)
  const path = exchanges.flatMap((one) => one.decisions).find((one) => one.reason === 'path-mismatch')?.facts
  return [
    [
      exchanges.some((one) => decided(one, 'skip', 'path-mismatch')),
      `The cookie’s path is ${path?.cookiePath ?? 'another one'}, and this address lies outside it. express-session steps aside there, so req.session does not even exist. Use path '/'.`,
    ],
    [
      last !== undefined && decided(last, 'set-cookie', 'not-secured'),
      'The cookie is marked secure, and this lab speaks plain http, so no Set-Cookie went out. Remove secure, or put https in front.',
    ],
    [
      last !== undefined && last.sentVerdicts.some((verdict) => verdict.outcome === 'withheld'),
      'The browser has the cookie and kept it back. The jar says which rule decided so.',
    ],
  ]
}
