import type { ScenarioStep } from './lesson'

/** Steps that many options are tried with. */

export const visit: ScenarioStep = { do: 'request', browser: 'alice', request: { url: '/' } }
export const halfAnHour: ScenarioStep = { do: 'clock', advanceMs: 30 * 60_000 }
