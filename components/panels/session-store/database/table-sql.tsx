'use client'

import { useState } from 'react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import type { StoreTable } from '@/protocol/snapshot'

/** What the module’s table.sql comes to for this table, fetched when somebody wants to see it. */
export function TableSql({ table: { schema, name } }: { table: Pick<StoreTable, 'schema' | 'name'> }) {
  const { tableSql } = useLabActions()
  const open = useLab((lab) => lab.workspace !== null)
  const [sql, setSql] = useState<string | null>(null)
  const show = (shown: boolean) => {
    if (shown && sql === null && open) void tableSql({ schema, table: name }).then(setSql)
  }
  return (
    <details className="mt-1" onToggle={(event) => show(event.currentTarget.open)}>
      <summary className="cursor-pointer text-sm text-muted hover:text-ink">Show table.sql</summary>
      <pre className="mt-1 overflow-x-auto rounded-md bg-soft p-2 font-mono text-xs leading-[1.6] whitespace-pre-wrap scroll-thin">
        {sql ?? (open ? 'It is being fetched.' : 'The lab is not connected yet.')}
      </pre>
    </details>
  )
}
