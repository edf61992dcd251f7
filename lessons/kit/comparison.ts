import type { EngineKind } from '../../protocol/engine'
import type { TraceModel } from '../../protocol/model/views'
import type { FileEdit } from '../../protocol/with-edits'
import type { ScenarioStep } from './lesson'

/** The same script of requests against several storages: one app, one variable changed. */
export interface Comparison {
  /** What is asked of each storage, in the order of the table. */
  questions: readonly Question[]
  contestants: readonly Contestant[]
  /** Played one after another in a workspace of the contestant’s own; the row fills as they pass. */
  stages: readonly Stage[]
  /** A row of the table as far as the trace knows: cells by question id. */
  judge: (trace: TraceModel, contestant: Contestant) => Readonly<Record<string, Cell>>
}

export interface Question {
  id: string
  /** Head of a column. */
  title: string
  /** What is measured, and how, in a sentence. */
  means: string
}

/** One storage. */
export interface Contestant {
  id: string
  name: string
  /** The server it needs; null when it needs none. */
  engine: EngineKind | null
  /** What is changed in the lesson’s starter. */
  edits: readonly FileEdit[]
}

export interface Stage {
  id: string
  /** What is under way, in a few words. */
  doing: string
  steps: (contestant: Contestant) => readonly PlainStep[]
}

/** Steps that need nothing but a workspace. */
export type PlainStep = Extract<
  ScenarioStep,
  { do: 'run' | 'restart' | 'stop' | 'crash' | 'settings' | 'clear' | 'request' | 'engine' | 'wait' }
>

export interface Cell {
  /** A few words or a figure. */
  text: string
  tone: 'good' | 'bad' | 'plain' | 'quiet'
  /** What was seen, in a sentence. */
  because: string
}
