'use client'

import { createContext, useContext, useEffect, useMemo, useDeferredValue, type ReactNode } from 'react'
import { changeProgress, readProgress, type LessonProgress } from '@/components/hooks/lesson-progress'
import { endLeftTrial, trialSpans } from '@/components/hooks/trial-spans'
import { useLessonProgress } from '@/components/hooks/use-lesson-progress'
import { useHasArrived } from '@/components/sandbox/use-has-arrived'
import { useLab, useLabStore } from '@/components/sandbox/use-lab'
import type { Lesson } from '@/lessons/kit/lesson'
import type { TraceModel } from '@/protocol/model/views'
import { traceWithout } from '@/protocol/model/without'
import type { Start } from './start-anew'
import type { TaskState } from './task-state'
import { TickAnnouncer } from './tick-announcer'

export interface Checks {
  slug: string
  tasks: readonly TaskState[]
  progress: LessonProgress
  next: { slug: string; title: string } | null
  /** The code a lesson begins with. */
  start: Start
}

const ChecksContext = createContext<Checks | null>(null)

interface Props {
  slug: string
  lesson: Pick<Lesson, 'tasks' | 'predictions'>
  next: Checks['next']
  start: Start
  children: ReactNode
}

/** Judges the lab’s traffic by a lesson’s checks and keeps the ticks, for every task inside. */
export function ChecksScope({ slug, lesson, next, start, children }: Props) {
  const progress = useLessonProgress(slug)
  const trace = useOwnTrace(slug, progress)
  const judged = useMemo(
    () =>
      lesson.tasks.map((task, index) => {
        const question = lesson.predictions.find((one) => one.beforeTask === task.id)
        return {
          task,
          number: index + 1,
          result: task.check(trace),
          prediction: question ? { question, outcome: question.judge(trace) } : null,
        }
      }),
    [lesson, trace],
  )
  useEffect(() => keepTicks(slug, judged), [slug, judged])
  const checks = useMemo(
    () => ({
      slug,
      next,
      start,
      progress,
      tasks: judged.map((one) => ({
        ...one,
        done: one.result.done || progress.done.includes(one.task.id),
      })),
    }),
    [slug, next, start, progress, judged],
  )
  return (
    <ChecksContext value={checks}>
      {children}
      <TickAnnouncer slug={slug} tasks={checks.tasks} />
    </ChecksContext>
  )
}

/** The traffic without that of options which were tried: a trial does no task and answers no question. */
function useOwnTrace(slug: string, progress: LessonProgress): TraceModel {
  const lab = useLabStore()
  const arrived = useHasArrived()
  useEffect(
    () => (arrived ? endLeftTrial(slug, () => lab.getState().trace.lastId) : undefined),
    [arrived, slug, lab],
  )
  const trace = useDeferredValue(useLab((now) => now.trace))
  const workspace = useLab((now) => now.workspace?.id ?? null)
  const { trials } = progress
  return useMemo(() => traceWithout(trace, trialSpans(trials, workspace)), [trace, trials, workspace])
}

/** The lesson’s tasks as they stand. */
export function useChecks(): Checks {
  const checks = useContext(ChecksContext)
  if (!checks) throw new Error('Tasks need a ChecksScope around them.')
  return checks
}

/** A tick stays, also when the trace that earned it is gone. */
function keepTicks(slug: string, judged: readonly Pick<TaskState, 'task' | 'result'>[]): void {
  const { done } = readProgress(slug)
  const fresh = judged.filter(({ task, result }) => result.done && !done.includes(task.id))
  if (fresh.length === 0) return
  const all = [...done, ...fresh.map(({ task }) => task.id)]
  changeProgress(slug, { done: all, finished: judged.every(({ task }) => all.includes(task.id)) })
}
