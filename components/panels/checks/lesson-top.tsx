'use client'

import { useChecks } from './checks-scope'
import { StartOver } from './start-over'
import { TaskDots } from './task-dots'

/** Above the title: how much there is to do, how much of it is done, and the way back to the beginning. */
export function LessonTop({ minutes }: { minutes: number }) {
  const { tasks } = useChecks()
  const done = tasks.filter((one) => one.done).length
  const all = String(tasks.length)
  return (
    <div className="mb-1.5 flex min-h-6 items-center gap-3 text-sm text-muted">
      <TaskDots />
      <span className="flex-1">
        {done === 0 ? `${all} tasks, about ${String(minutes)} minutes` : `${String(done)} of ${all} tasks done`}
      </span>
      <StartOver />
    </div>
  )
}
