import type { DecisionFacts } from '@/protocol/decision'
import type { TraceEventOf } from '@/protocol/trace-event'

type Decision = TraceEventOf<'decision'>

const NAMES: Record<Decision['kind'], [taken: string, not: string]> = {
  skip: ['Skip', 'Skip'],
  load: ['Load', 'Load nothing'],
  generate: ['Generate', 'No new id'],
  destroy: ['Destroy', 'Keep'],
  save: ['Save', 'No save'],
  touch: ['Touch', 'No touch'],
  'set-cookie': ['Set-Cookie', 'No cookie'],
}

/** What was decided, in a word or two. */
export const decisionName = ({ kind, taken }: Decision): string => NAMES[kind][taken ? 0 : 1]

const TROUBLE = new Set([
  'signature-invalid',
  'cookie-unsigned',
  'record-missing',
  'store-error',
  'not-secured',
  'headers-already-sent',
  'store-disconnected',
  'path-mismatch',
  'no-secret',
  'signature-missing',
  'undecodable',
  'malformed',
  'seal-invalid',
  'seal-expired',
  'duration-over',
  'password-unknown',
  'other-cookie',
  'insecure-connection',
  'cookie-invalid',
  'too-long',
  'changed-too-late',
  'unknown',
])

/** True when a learner should look twice: something was refused, lost or kept back. */
export const isTrouble = (decision: Decision): boolean => TROUBLE.has(decision.reason)

const OBVIOUS = new Set([
  'destroy session-present',
  'touch saved-instead',
  'touch new-session',
  'touch no-session',
  'save no-session',
  'generate unknown',
])

/** True when the decision says nothing that another one does not say already. */
export const isObvious = (decision: Decision): boolean =>
  !decision.taken && OBVIOUS.has(`${decision.kind} ${decision.reason}`)

/** The facts a decision was made from, as `name value` pairs. */
export function factPairs(facts: DecisionFacts): [name: string, value: string][] {
  return Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)])
}
