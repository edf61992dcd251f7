'use client'

import { classNames } from '@/components/ui/class-names'
import { useChecks } from './checks-scope'

/** The lesson’s tasks in a row of dashes, done ones filled; the words beside it say the same. */
export function TaskDots() {
  const { tasks } = useChecks()
  return (
    <div aria-hidden className="flex items-center gap-1">
      {tasks.map((one) => (
        <span
          key={one.task.id}
          className={classNames('h-1 w-4 rounded-full transition-colors', one.done ? 'bg-ok' : 'bg-line')}
        />
      ))}
    </div>
  )
}
