import { summariseCookie } from './cookie-summary'
import type { ExchangeView } from './views'

/** What an exchange was about, in a few words that follow the browser's name. */
export function summarise(view: ExchangeView): string {
  if (view.state === 'failed') return 'no answer'
  return summariseCookie(view) ?? summariseStored(view)
}

function summariseStored(view: ExchangeView): string {
  const reason = (kind: string) => view.decisions.find((decision) => decision.kind === kind)?.reason
  const load = reason('load') ?? reason('generate')
  const cookie = reason('set-cookie')
  if (reason('skip') !== undefined && load === undefined) return 'no session on this path'
  if (cookie === 'not-secured') return 'Set-Cookie kept back: not secure'
  if (cookie === 'headers-already-sent') return 'too late for a cookie'
  switch (load) {
    case 'signature-invalid':
      return view.sidSet ? 'signature refused, gets a new id' : 'signature refused'
    case 'cookie-unsigned':
      return view.sidSet ? 'unsigned id refused, gets a new id' : 'unsigned id refused'
    case 'record-missing':
      return view.sidSet ? 'the store forgot, gets a new id' : 'the store forgot'
    case 'store-error':
      return 'the store failed'
    case 'record-found':
      return view.sidSet && view.sidSet !== view.sidSent ? 'comes back, gets a new id' : 'comes back'
    case 'no-cookie':
      return view.sidSet ? 'no cookie yet, gets an id' : 'no cookie, none given'
    default:
      return view.redirectOf ? 'after the redirect' : ''
  }
}
