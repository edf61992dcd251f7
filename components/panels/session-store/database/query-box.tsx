'use client'

import { useId, type KeyboardEvent } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { LIMITS } from '@/protocol/limits'
import { exampleQueries } from './example-queries'
import { QueryResult } from './query-result'
import type { Query } from './use-query'

interface Props {
  query: Query
  /** The table in front, as it stands in SQL, and a key of its sessions. */
  table: string
  sample: string
  /** The database answers, or is woken by the question. */
  awake: boolean
}

/** Questions to the workspace's own database, which can only be read this way. */
export function QueryBox({ query, table, sample, awake }: Props) {
  const id = useId()
  const clockOffsetMs = useLab((lab) => lab.moment.clockOffsetMs)
  const { sql, type, answered, running, run } = query
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  return (
    <section aria-label="Query" className="px-3 py-2">
      <label htmlFor={id} className="text-sm font-medium text-muted">
        Ask the database
      </label>
      <textarea
        id={id}
        data-own-enter
        value={sql}
        rows={3}
        maxLength={LIMITS.engine.query.sqlLength}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={`select * from ${table}`}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        className="mt-1 block w-full resize-y rounded-md border border-edge bg-code px-2 py-1.5 font-mono text-xs leading-[1.7] placeholder:text-muted"
      />
      <div className="mt-1.5 flex items-center gap-2">
        <Button
          size="small"
          kind="primary"
          disabled={!awake || sql.trim() === ''}
          aria-busy={running}
          title="Ctrl or ⌘ with Enter"
          onClick={() => run()}
        >
          {running ? 'Asking' : 'Ask'}
        </Button>
        <span className="text-xs text-muted">
          {awake ? (
            <>
              {sql.trim() === '' ? 'Type a question, or press one below.' : 'Reading only.'}{' '}
              <span className="pointer-coarse:hidden">Ctrl+Enter asks.</span>
            </>
          ) : (
            'PostgreSQL does not run. Start it above to ask.'
          )}
        </span>
      </div>
      {answered ? <QueryResult sql={answered.sql} reply={answered.reply} /> : null}
      <h3 className="mt-2.5 text-sm font-medium text-muted">To try</h3>
      <ul aria-label="Examples" className="mt-0.5 grid gap-0.5">
        {exampleQueries(table, sample, clockOffsetMs).map((example) => (
          <li key={example}>
            <button
              type="button"
              disabled={!awake}
              title={awake ? undefined : 'PostgreSQL does not run.'}
              onClick={() => run(example)}
              className="-mx-1.5 w-[calc(100%+0.75rem)] rounded-md px-1.5 py-0.5 text-left font-mono text-xs text-accent [overflow-wrap:anywhere] hover:bg-soft disabled:text-muted"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
