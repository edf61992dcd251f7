'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { StoreTable } from '@/protocol/snapshot'
import { useTableSql } from './use-table-sql'

/** What the module’s table.sql comes to for this table, fetched when somebody wants to see it. */
export function TableSql({ table }: { table: Pick<StoreTable, 'schema' | 'name'> }) {
  const [shown, setShown] = useState(false)
  const { text, failed, askAgain } = useTableSql(table, shown)
  return (
    <details className="mt-1" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary className="cursor-pointer text-sm text-muted hover:text-ink">Show table.sql</summary>
      {failed ? (
        <div className="mt-1 flex items-center gap-2">
          <span role="status" className="text-sm text-muted">
            {text}
          </span>
          <Button size="small" onClick={askAgain}>
            Try again
          </Button>
        </div>
      ) : (
        <pre className="mt-1 overflow-x-auto rounded-md bg-soft p-2 font-mono text-xs leading-[1.6] whitespace-pre-wrap scroll-thin">
          {text}
        </pre>
      )}
    </details>
  )
}
