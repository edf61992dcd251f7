import type { Verdict } from '@/protocol/cookie'
import type { ExchangeView } from '@/protocol/model/views'

/** The verdicts of an exchange that the cursor has passed, in order. */
export function verdictsUpTo(exchange: ExchangeView, cursor: number): Verdict[] {
  const passed = exchange.steps.filter((step) => step.kind === 'verdict' && step.eventId <= cursor).length
  return [...exchange.sentVerdicts, ...exchange.receivedVerdicts].slice(0, passed)
}

/** How many exchanges back a verdict is looked for. */
const REACH = 50

/** The jar's last word on a cookie of this browser, up to the cursor. */
export function lastVerdict(
  exchanges: readonly ExchangeView[],
  browser: string,
  cookie: string,
  cursor: number,
): Verdict | null {
  const own = exchanges.filter((view) => view.browser === browser && view.firstEventId <= cursor).slice(-REACH)
  for (const exchange of own.reverse()) {
    const verdict = verdictsUpTo(exchange, cursor).findLast(
      (one) => one.name === cookie && one.outcome !== 'rejected',
    )
    if (verdict) return verdict
  }
  return null
}

/** Cookies that the last exchange tried to set and the jar did not keep. */
export const refusals = (exchange: ExchangeView | null, cursor: number): Verdict[] =>
  exchange
    ? verdictsUpTo(exchange, cursor).filter(
        (verdict) =>
          verdict.outcome === 'rejected' || verdict.outcome === 'deleted' || verdict.outcome === 'expired',
      )
    : []
