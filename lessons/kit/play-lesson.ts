import type { TraceModel } from '../../protocol/model/views'
import type { Files } from '../../protocol/workspace'
import { openControl } from './control-client'
import type { Lesson, ScenarioStep } from './lesson'
import type { LoadedLesson } from './load-lesson'
import { runScenario } from './run-scenario'

export interface Game {
  /** Address of a sandbox-server. */
  origin: string
  entry: string
  starter: Files
  solution: Files
  /** A step may not be possible with these files, such as changing a record where there is none. */
  stopsEarly?: boolean
  /** Sees what happened so far, after each request and at the end. */
  watch?: (trace: TraceModel) => void
}

/** Plays steps in a workspace of its own, and resolves with all that happened there. */
export async function playLesson(
  steps: readonly ScenarioStep[],
  { origin, entry, starter, solution, stopsEarly = false, watch }: Game,
): Promise<TraceModel> {
  const client = await openControl(origin, starter, entry)
  try {
    const look = async (): Promise<void> => watch?.(await client.trace())
    const played = runScenario(steps, client, { starter, solution }, watch && look)
    await (stopsEarly ? played.catch(() => undefined) : played)
    const trace = await client.trace()
    watch?.(trace)
    return trace
  } finally {
    await client.remove()
  }
}

/** A lesson as it comes, on a server. */
export const gameOf = ({ meta, starter, solution }: LoadedLesson, origin: string): Game => ({
  origin,
  entry: meta.entry,
  starter,
  solution,
})

/** The tasks that a trace shows done, in the lesson's order. */
export const tasksDone = (lesson: Lesson, trace: TraceModel): string[] =>
  lesson.tasks.filter((task) => task.check(trace).done).map((task) => task.id)

/** What the checks say of a trace, for whoever wonders why a task is not done. */
export const hintsFor = (lesson: Lesson, trace: TraceModel): string =>
  lesson.tasks.map((task) => `${task.id}: ${task.check(trace).hint}`).join('\n')

/** A lesson's ticks and outcomes as the screen keeps them: they stay, also when a long trace has lost its beginning. */
export class Ticks {
  private readonly lesson: Lesson
  private readonly ticked = new Set<string>()
  private readonly seen = new Map<string, string>()

  constructor(lesson: Lesson) {
    this.lesson = lesson
  }

  readonly watch = (trace: TraceModel): void => {
    for (const { id, check } of this.lesson.tasks) if (check(trace).done) this.ticked.add(id)
    for (const { id, judge } of this.lesson.predictions) {
      const outcome = judge(trace)
      if (outcome) this.seen.set(id, outcome.option)
    }
  }

  /** In the lesson's order. */
  get done(): string[] {
    return this.lesson.tasks.map(({ id }) => id).filter((id) => this.ticked.has(id))
  }

  /** The option that came true, by prediction. */
  get outcomes(): ReadonlyMap<string, string> {
    return this.seen
  }
}
