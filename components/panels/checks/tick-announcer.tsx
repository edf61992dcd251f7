'use client'

import { useEffect, useRef, useState } from 'react'
import type { TaskState } from './task-state'

/** Says aloud, politely, that a task was done just now. */
export function TickAnnouncer({ tasks }: { tasks: readonly TaskState[] }) {
  const known = useRef<ReadonlySet<string> | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const done = new Set(tasks.filter((one) => one.done).map((one) => one.task.id))
    const fresh =
      known.current === null ? [] : tasks.filter((one) => one.done && !known.current?.has(one.task.id))
    known.current = done
    const last = fresh.at(-1)
    if (!last) return
    const left = tasks.length - done.size
    setSaid(
      `Task ${String(last.number)} is done. ${left === 0 ? 'The lesson is complete.' : `${String(left)} left.`}`,
    )
  }, [tasks])
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}
