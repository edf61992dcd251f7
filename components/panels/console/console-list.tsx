'use client'

import { useEffect, useRef } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import type { ConsoleEntry } from './console-entries'

/** More lines than anybody reads would only make the page slow. */
const SHOWN = 400

/** A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */
const REACHABLE = { tabIndex: 0 }

/** The lines, newest in view; each leads to the place in the code it came from. */
export function ConsoleList({ entries }: { entries: readonly ConsoleEntry[] }) {
  const list = useRef<HTMLDivElement>(null)
  const last = entries.at(-1)?.id
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [last])
  if (entries.length === 0)
    return <p className="px-3 pb-3 text-sm text-muted">Nothing printed yet. console.log writes here.</p>
  const shown = entries.slice(-SHOWN)
  return (
    <div
      ref={list}
      role="log"
      aria-label="Console lines"
      {...REACHABLE}
      className="min-h-0 flex-1 overflow-auto pb-2 font-mono text-sm scroll-thin focus-visible:outline-offset-[-2px]"
    >
      {shown.length < entries.length ? (
        <p className="px-3 py-1 font-sans text-muted">Earlier lines are left out here.</p>
      ) : null}
      {shown.map((entry) => (
        <Line key={entry.id} entry={entry} />
      ))}
    </div>
  )
}

const LOOK: Record<ConsoleEntry['kind'], string> = {
  out: 'border-transparent',
  error: 'border-warn bg-warn-soft',
  fault: 'border-bad bg-bad-soft',
  run: 'border-transparent text-muted',
}
const SPOKEN: Partial<Record<ConsoleEntry['kind'], string>> = { error: 'stderr: ', fault: 'error: ' }

function Line({ entry: { kind, text, file, line, column, hint } }: { entry: ConsoleEntry }) {
  const { showLine } = useLabActions()
  return (
    <div className={`flex items-start gap-3 border-l-2 px-2.5 py-0.5 ${LOOK[kind]}`}>
      <div className="min-w-0 flex-1">
        <pre className="break-words whitespace-pre-wrap">
          <span className="sr-only">{SPOKEN[kind]}</span>
          {text}
        </pre>
        {hint ? <p className="font-sans text-muted">{hint}</p> : null}
      </div>
      {file !== null && line !== null ? (
        <button
          type="button"
          onClick={() => showLine(file, line, column ?? 1)}
          className="shrink-0 rounded text-accent hover:underline"
        >
          {file}:{line}
        </button>
      ) : null}
    </div>
  )
}
