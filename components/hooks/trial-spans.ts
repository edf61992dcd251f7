import type { Span } from '@/protocol/model/without'
import { changeProgress, readProgress, type Trial } from './lesson-progress'

/** Lessons in which this page is trying an option now, and how their locks are given back. */
const running = new Map<string, () => void>()

/** An option is being tried from here on: what its trial sends is not the learner’s doing. Forgets trials of which no event is left. */
export function beginTrial(slug: string, workspace: string, from: number, oldest: number): void {
  const release = hold(slug)
  running.get(slug)?.()
  running.set(slug, release)
  const isLeft = (trial: Trial) => trial.workspace === workspace && (trial.to ?? Infinity) >= oldest
  const trials = readProgress(slug).trials.filter(isLeft)
  changeProgress(slug, { trials: [...trials, { workspace, from, to: null }] })
}

/** The trial is over. */
export function endTrial(slug: string, to: number): void {
  const { trials } = readProgress(slug)
  const last = trials.at(-1)
  if (last) changeProgress(slug, { trials: [...trials.slice(0, -1), { ...last, to }] })
  // After the end is kept: whoever waits for the lock must not find the trial open.
  running.get(slug)?.()
  running.delete(slug)
}

/** A trial that ended with the page that began it ends here, once no other page goes on with it. Returns its undo. */
export function endLeftTrial(slug: string, lastId: () => number): () => void {
  let undone = false
  const isOpen = () => !undone && !running.has(slug) && readProgress(slug).trials.at(-1)?.to === null
  const end = () => {
    if (isOpen()) endTrial(slug, lastId())
  }
  const all = locks()
  if (!all) end()
  else if (isOpen()) void all.request(lockOf(slug), end)
  return () => {
    undone = true
  }
}

/** The events that trials made in a workspace. */
export const trialSpans = (trials: readonly Trial[], workspace: string | null): Span[] =>
  trials.filter((trial) => trial.workspace === workspace).map(({ from, to }) => ({ from, to: to ?? Infinity }))

/** Tells the other pages that a trial goes on in this one; the browser takes the lock back when the page goes. */
function hold(slug: string): () => void {
  let release = () => {}
  const over = new Promise<void>((resolve) => {
    release = resolve
  })
  // Shared: two pages may try something at the same time.
  void locks()?.request(lockOf(slug), { mode: 'shared' }, () => over)
  return release
}

const lockOf = (slug: string) => `crumbtrail.trial.${slug}`

/** Missing where a page is neither encrypted nor from this machine. */
const locks = (): LockManager | null =>
  typeof navigator === 'undefined' || !('locks' in navigator) ? null : navigator.locks
