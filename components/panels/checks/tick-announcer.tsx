'use client'

import { useEffect, useRef, useState } from 'react'
import { readProgress } from '@/components/hooks/lesson-progress'
import { useHasArrived } from '@/components/sandbox/use-has-arrived'
import type { TaskState } from './task-state'

/** Says aloud, politely, that a task was done just now; says nothing about those found done on arrival. */
export function TickAnnouncer({ slug, tasks }: { slug: string; tasks: readonly TaskState[] }) {
  const known = useRef<ReadonlySet<string>>(new Set())
  const arrived = useHasArrived()
  const [said, setSaid] = useState('')
  useEffect(() => {
    const before = known.current
    // Until hydrated the tasks know nothing of the ticks kept in this browser; later there is no need to read them.
    const kept = arrived ? [] : readProgress(slug).done
    const done = tasks.filter((one) => one.done || kept.includes(one.task.id))
    known.current = new Set(done.map((one) => one.task.id))
    const last = done.findLast((one) => one.done && !before.has(one.task.id))
    if (!arrived || !last) return
    const left = tasks.length - done.length
    setSaid(
      `Task ${String(last.number)} is done. ${left === 0 ? 'The lesson is complete.' : `${String(left)} left.`}`,
    )
  }, [slug, tasks, arrived])
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}
