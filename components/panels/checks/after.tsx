'use client'

import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useChecks } from './checks-scope'

/** Text that tells how a task ends, kept back until the task is done or the reader asks for it. */
export function After({ task, children }: { task: string; children: ReactNode }) {
  const { tasks } = useChecks()
  const [asked, setAsked] = useState(false)
  const state = tasks.find((one) => one.task.id === task)
  if (!state) throw new Error(`This lesson has no task “${task}”. Its module.ts says where they are listed.`)
  if (state.done || asked) return children
  return (
    <p className="my-3 flex flex-wrap items-center gap-x-3 text-base text-muted">
      What happened is told here after task {state.number}.
      <Button kind="quiet" size="small" onClick={() => setAsked(true)}>
        Read on anyway
      </Button>
    </p>
  )
}
