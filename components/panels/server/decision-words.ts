import type { DecisionFacts } from '@/protocol/decision'
import { isRefusalOrLoss } from '@/protocol/decision-trouble'
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

/** What only a person at this card should look at twice, not one who reads the story of a request. */
const ALSO_HERE = new Set(['path-mismatch', 'unknown'])

/** True when a learner should look twice: something was refused, lost or kept back. */
export const isTrouble = (decision: Decision): boolean =>
  isRefusalOrLoss(decision.reason) || ALSO_HERE.has(decision.reason)

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
