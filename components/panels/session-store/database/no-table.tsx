'use client'

import { useState } from 'react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import type { StoreTable } from '@/protocol/snapshot'
import { TableSql } from './table-sql'

/** The database is there and the table that the app looks for is not: three ways to make it, one of them by a press. */
export function NoTable({ table: { schema, name } }: { table: Pick<StoreTable, 'schema' | 'name'> }) {
  const actions = useLabActions()
  const open = useLab((lab) => lab.workspace !== null)
  const [busy, setBusy] = useState(false)
  const create = () => {
    setBusy(true)
    void actions.createTable({ schema, table: name }).finally(() => setBusy(false))
  }
  return (
    <div className="p-3 text-sm">
      <p className="text-base">
        There is no table{' '}
        <code className="[overflow-wrap:anywhere]">{schema === 'public' ? name : `${schema}.${name}`}</code>{' '}
        yet.
      </p>
      <p className="mt-1 text-muted">
        A database keeps rows in tables, and somebody has to make the table first. Three ways:
      </p>
      <ol className="mt-2 grid list-decimal gap-2 pl-5 marker:text-muted">
        <li>
          Let the module do it: <code className="[overflow-wrap:anywhere]">createTableIfMissing: true</code>
        </li>
        <li>
          Press the button.
          <span className="mt-1 block">
            <Button
              size="small"
              kind="primary"
              held={!open || busy}
              title={open ? undefined : NOT_OPEN}
              onClick={create}
            >
              {busy ? 'Creating' : 'Create the table'}
            </Button>
          </span>
        </li>
        <li>
          Run <code>table.sql</code> from your own code, once.
          <TableSql table={{ schema, name }} />
        </li>
      </ol>
    </div>
  )
}

const NOT_OPEN = 'The lab is not connected yet.'
