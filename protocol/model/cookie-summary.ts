import type { ExchangeView } from './views'

/** Of a session that lives in its cookie: what an exchange was about; null when nothing is known of it. */
export function summariseCookie({ decisions }: Pick<ExchangeView, 'decisions'>): string | null {
  if (!decisions.some((decision) => decision.facts.library)) return null
  const reason = (kind: string) => decisions.find((decision) => decision.kind === kind)?.reason
  const set = decisions.findLast((decision) => decision.kind === 'set-cookie')
  const told = set && (set.taken ? SET[set.reason] : KEPT_BACK[set.reason])
  if (told !== undefined) return told
  const load = reason('load') ?? reason('generate') ?? ''
  if (load === 'no-cookie') return set?.taken ? 'no cookie yet, gets its session' : 'no cookie, none given'
  return LOADED[load] ?? ''
}

const SET: Readonly<Record<string, string>> = {
  removed: 'the browser is told to delete it',
  destroyed: 'the browser is told to delete it',
}
const KEPT_BACK: Readonly<Record<string, string>> = {
  'too-long': 'the session is too long for a cookie',
  'insecure-connection': 'Set-Cookie kept back: not secure',
  'headers-already-sent': 'too late for a cookie',
  'changed-too-late': 'too late for a cookie',
}
const LOADED: Readonly<Record<string, string>> = {
  decoded: 'brings the session along',
  'decoded-unsigned': 'brings the session along, unsigned',
  opened: 'brings the session along, sealed',
  'signature-missing': 'signature missing, session refused',
  'signature-invalid': 'signature refused',
  undecodable: 'the cookie says nothing readable',
  malformed: 'the cookie is malformed',
  'seal-invalid': 'the seal is refused',
  'seal-expired': 'the seal has run out',
  'duration-over': 'the session has run out',
  'other-cookie': 'sealed for another cookie',
  'password-unknown': 'sealed with an unknown password',
}
