import type { TraceModel } from '../../protocol/model/views'
import type { FileEdit } from '../../protocol/with-edits'
import type { Files } from '../../protocol/workspace'
import type { ScenarioStep } from './lesson'

/** “Try every option”: one module’s options, each with values that can be tried for real. */
export interface OptionSet {
  /** The npm package: `connect-pg-simple`. */
  module: string
  /** The app the edits are made on; without it, the lesson’s solution. */
  base?: Files
  options: readonly StoreOption[]
}

export interface StoreOption {
  /** As written in code: `ttl`, `pruneSessions(callback)`. */
  name: string
  /** What it is for, in one sentence; `code` in backquotes. */
  purpose: string
  /** What happens without it, in a few words: `15 minutes`, `none`. */
  fallback: string
  values: readonly [OptionValue, ...OptionValue[]]
}

/** One way to use an option. It is tried by making the edits, running the app and playing the scenario. */
export interface OptionValue {
  /** As written in code: `ttl: 60`. Unique within its option. */
  text: string
  /** Made one after another on the base, or on the learner’s own code where each of them fits. */
  edits: readonly FileEdit[]
  /** Played after a run of the edited code, the jars empty. Short: a person waits for it. It leaves engines running. */
  scenario: readonly ScenarioStep[]
  /** Where the effect shows, in a sentence: what to look at. */
  see: string
  /** What it is compared with, when leaving the option out would show the same in this short time. */
  against?: { text: string; edits: readonly FileEdit[] }
  /**
   * The effect, proved by the trace from just before the run on (what jars, stores and engines held then included).
   * `seen` is true with the option and false when the same scenario is played without it.
   */
  check: (trace: TraceModel) => OptionEffect
}

export interface OptionEffect {
  seen: boolean
  /** What was seen, with its figures; when `seen` is false, what was seen instead. */
  what: string
  /** The event to look at; null when there is none. */
  at: number | null
}
