import type { ExchangeView } from '@/protocol/model/views'

export interface RowIdentity {
  sid: string
  /** Where the id is: `Set-Cookie`, `Cookie`, or that it is nowhere but in this request. */
  words: string
  /** No cookie carries it: the next request will not know it. */
  lost: boolean
}

/** The id a row is about: the one handed out, else the one that came, else that of a session nobody was told of. */
export function rowIdentity({ sidSet, sidSent, sid, state, storeCalls }: ExchangeView): RowIdentity | null {
  if (sidSet !== null) return { sid: sidSet, words: 'Set-Cookie', lost: false }
  if (sidSent !== null) return { sid: sidSent, words: 'Cookie', lost: false }
  if (sid === null || state === 'open') return null
  const isStored = storeCalls.some((call) => call.op === 'set' && call.sid === sid && call.outcome === 'ok')
  return { sid, words: isStored ? 'no cookie' : 'kept nowhere', lost: true }
}
