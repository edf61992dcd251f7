'use client'

import { useState, type SyntheticEvent } from 'react'
import { LIMITS } from '@/protocol/limits'

/** As protocol/workspace.ts accepts it; said here before the server has to refuse. */
const PATH =
  /^(?!.*\.\.)(?!(?:.*\/)?node_modules(?:\/|$))[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/

interface Props {
  /** Read aloud: whose name it is. */
  label: string
  /** The name so far. */
  initial: string
  taken: readonly string[]
  /** A good name was entered. */
  onName: (path: string) => void
  onDone: () => void
}

/** Asks for a file's name; Enter takes it, Escape gives up. */
export function FileName({ label, initial, taken, onName, onDone }: Props) {
  const [path, setPath] = useState(initial)
  const wrong = path === '' || path === initial ? null : wrongWith(path, taken)
  const enter = (event: SyntheticEvent) => {
    event.preventDefault()
    if (path === '' || wrong) return
    if (path !== initial) onName(path)
    onDone()
  }
  return (
    <form onSubmit={enter} className="relative flex items-center px-1">
      <input
        aria-label={label}
        aria-invalid={wrong !== null}
        aria-describedby="file-name-wrong"
        placeholder="routes.js"
        value={path}
        onChange={(event) => setPath(event.target.value)}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          onDone()
        }}
        // The field appears because one asked for it; focus belongs there.
        ref={(field) => field?.focus()}
        className="h-6 w-28 rounded border border-edge bg-panel px-1.5 font-mono text-sm aria-[invalid=true]:border-bad"
      />
      <span
        id="file-name-wrong"
        role="status"
        className="absolute top-full left-1 z-20 mt-2 w-max max-w-64 rounded-md border bg-panel px-2 py-1 text-sm text-bad shadow-float empty:hidden"
      >
        {wrong}
      </span>
    </form>
  )
}

function wrongWith(path: string, taken: readonly string[]): string | null {
  if (taken.includes(path)) return 'There is a file with that name.'
  const { pathLength } = LIMITS.files
  if (path.length > pathLength) return `At most ${String(pathLength)} characters`
  return PATH.test(path) ? null : 'Letters, digits, dot, dash and underscore; folders with /'
}
