import * as z from 'zod'
import type { SendRequest } from '../../protocol/api'
import type { EngineKind } from '../../protocol/engine'
import type { TraceModel } from '../../protocol/model/views'
import type { StoreKind } from '../../protocol/snapshot'
import type { Settings } from '../../protocol/workspace'

/** The head of lesson.mdx, exported from it as `meta`. */
export const LessonMeta = z.object({
  title: z.string().min(3).max(60),
  /** One sentence for the home page. */
  promise: z.string().min(10).max(160),
  minutes: z.int().min(1).max(60),
  entry: z.string().default('app.js'),
  /** Path in the address bar to begin with. */
  firstUrl: z.string().default('/'),
})
export type LessonMeta = z.infer<typeof LessonMeta>

export interface CheckResult {
  done: boolean
  /** Answers the mistake made, when one can be told from the trace; otherwise what to try next. */
  hint: string
}

/** A pure judgement on real traffic. */
export interface Task {
  id: string
  /** What to do, in one or two sentences; `code` in backquotes. */
  text: string
  check: (trace: TraceModel) => CheckResult
}

export interface Prediction {
  id: string
  /** Shown before this task's run. */
  beforeTask: string
  question: string
  options: readonly { id: string; text: string }[]
  /** The option that the trace shows to be true, with the sentence that explains it; null until it has happened. */
  judge: (trace: TraceModel) => { option: string; because: string } | null
}

/**
 * A scripted piece of traffic, the same for Playwright, the kit's tests and the walkthrough.
 * A request's url, headers and body may hold blanks such as `{{alice id}}`, filled by protocol/fill-in.ts.
 */
export type ScenarioStep =
  | { do: 'run' | 'stop' | 'crash' | 'restart' }
  | { do: 'files'; from: 'starter' | 'solution' }
  | { do: 'settings'; settings: Partial<Settings> }
  | { do: 'browser'; name: string }
  | { do: 'clear'; browser: string }
  | { do: 'request'; browser: string; request: SendRequest }
  | { do: 'clock'; advanceMs: number }
  /** Deletes the record of the session whose cookie this browser holds; of a cookie store, its cookie `cookie`. */
  | { do: 'forget'; kind: StoreKind; browser: string; cookie?: string }
  /** Puts these values into that record by hand, in the real store; everything else in it stays. */
  | { do: 'edit-record'; kind: StoreKind; browser: string; cookie?: string; data: Record<string, unknown> }
  | { do: 'engine'; kind: EngineKind; action: 'start' | 'stop' | 'restart' }
  /** Adds so many milliseconds to each of an engine's answers; 0 ends it. */
  | { do: 'slow-engine'; kind: EngineKind; latencyMs: number }
  /** Lets real time pass, for what a timer does. */
  | { do: 'wait'; ms: number }
  /** Makes PostgreSQL's session table, as connect-pg-simple's table.sql does. */
  | { do: 'table'; schema?: string; table?: string }
  /** Replaces the one occurrence of `find` in a file. */
  | { do: 'edit'; file: string; find: string; replace: string }

/** Places of the screen a walkthrough may point at. */
export type Place =
  | 'prose'
  | 'editor'
  | 'run'
  | 'browser'
  | 'address'
  | 'page'
  | 'jar'
  | 'server'
  | 'session'
  | 'decisions'
  | 'store'
  | 'record'
  | 'timeline'
  | 'exchange'
  | 'console'
  | 'engine'
  | 'commands'

export type WalkthroughStep =
  | { say: string; at?: Place }
  | ({ say?: string; at?: Place } & ScenarioStep)
  /** Moves the cursor to the nth exchange from the end (0: the last) and, if given, its nth step. */
  | { say?: string; at?: Place; do: 'look'; exchange: number; step?: number }

export interface Lesson {
  tasks: readonly Task[]
  predictions: readonly Prediction[]
  scenario: readonly ScenarioStep[]
  walkthrough: readonly WalkthroughStep[]
}

/**
 * attempts/<name>/ holds the files that differ from the solution (none: the difference is in the traffic), and
 * attempt.ts names a task and how it fares, and the traffic, if it is not the lesson's.
 */
export type Attempt = WrongAnswer | RightAnswer

/** The task must not be done, and its hint must hold these words. */
interface WrongAnswer extends Played {
  hintSays: RegExp
}

/** Another way than the solution's that must do the task as well. */
interface RightAnswer extends Played {
  passes: true
}

interface Played {
  task: string
  scenario?: readonly ScenarioStep[]
  /** What predictions must say in the end, by id: the option that came true, or null when none may. */
  outcomes?: Readonly<Record<string, string | null>>
}

/** A module that exports an attempt. */
export function isAttempt(exported: unknown): exported is { attempt: Attempt } {
  if (typeof exported !== 'object' || exported === null || !('attempt' in exported)) return false
  const { attempt } = exported
  return (
    typeof attempt === 'object' &&
    attempt !== null &&
    'task' in attempt &&
    ('hintSays' in attempt || 'passes' in attempt)
  )
}
