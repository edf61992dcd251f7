'use client'

import { useState, type SyntheticEvent } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'

/** As protocol/workspace.ts accepts it; said here before the server has to refuse. */
const PATH =
  /^(?!.*\.\.)(?!(?:.*\/)?node_modules(?:\/|$))[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/

/** Asks for the name of a new file; Enter makes it, Escape gives up. */
export function NewFile({ onDone }: { onDone: () => void }) {
  const { addFile } = useLabActions()
  const [path, setPath] = useState('')
  const wrong = path !== '' && !PATH.test(path)
  const make = (event: SyntheticEvent) => {
    event.preventDefault()
    if (path === '' || wrong) return
    addFile(path)
    onDone()
  }
  return (
    <form onSubmit={make} className="flex items-center">
      <input
        aria-label="Name of the new file"
        aria-invalid={wrong}
        placeholder="routes.js"
        title={wrong ? 'Letters, digits, dot, dash and underscore; folders with /' : undefined}
        value={path}
        onChange={(event) => setPath(event.target.value)}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
        }}
        // The field appears because one asked for it; focus belongs there.
        ref={(field) => field?.focus()}
        className="h-6 w-28 rounded border border-edge bg-panel px-1.5 font-mono text-sm aria-[invalid=true]:border-bad"
      />
    </form>
  )
}
