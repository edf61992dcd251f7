import type { Span } from '@/protocol/model/without'
import { changeProgress, readProgress, type Trial } from './lesson-progress'

/** Lessons in which this page is trying an option now. */
const running = new Set<string>()

/** An option is being tried from here on: what its trial sends is not the learner’s doing. Forgets trials of which no event is left. */
export function beginTrial(slug: string, workspace: string, from: number, oldest: number): void {
  running.add(slug)
  const isLeft = (trial: Trial) => trial.workspace === workspace && (trial.to ?? Infinity) >= oldest
  const trials = readProgress(slug).trials.filter(isLeft)
  changeProgress(slug, { trials: [...trials, { workspace, from, to: null }] })
}

/** The trial is over. */
export function endTrial(slug: string, to: number): void {
  running.delete(slug)
  const { trials } = readProgress(slug)
  const last = trials.at(-1)
  if (last) changeProgress(slug, { trials: [...trials.slice(0, -1), { ...last, to }] })
}

/** A trial that ended with the page that began it ended there. */
export function endLeftTrial(slug: string, to: number): void {
  if (!running.has(slug) && readProgress(slug).trials.at(-1)?.to === null) endTrial(slug, to)
}

/** The events that trials made in a workspace. */
export const trialSpans = (trials: readonly Trial[], workspace: string | null): Span[] =>
  trials.filter((trial) => trial.workspace === workspace).map(({ from, to }) => ({ from, to: to ?? Infinity }))
