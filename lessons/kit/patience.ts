import type { ScenarioStep } from './lesson'
import { NOTICE_MS } from './run-scenario'

/** A timer, or a server that goes or comes back: a slow and busy machine may take longer for it than a person is made to wait. */
export const takesTime = (steps: readonly ScenarioStep[]): boolean =>
  steps.some((step) => step.do === 'wait' || step.do === 'engine')

/** The same steps, with three times as long for what takes time. */
export const patient = (steps: readonly ScenarioStep[]): ScenarioStep[] =>
  steps.flatMap((step): ScenarioStep[] => {
    if (step.do === 'wait') return [{ ...step, ms: 3 * step.ms }]
    return step.do === 'engine' ? [step, { do: 'wait', ms: 2 * NOTICE_MS }] : [step]
  })
