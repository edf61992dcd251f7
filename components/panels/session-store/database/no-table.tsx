'use client'

import { useState } from 'react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { storeKindOf } from '@/protocol/store-classes'
import { tableNames, tableSql } from './table-sql'

/** The database is there and the session table is not: three ways to make it, one of them by a press. */
export function NoTable() {
  const actions = useLabActions()
  const open = useLab((lab) => lab.workspace !== null)
  const made = useLab((lab) => lab.moment.app.stores.findLast(({ store }) => storeKindOf(store) === 'postgres'))
  const [busy, setBusy] = useState(false)
  const names = tableNames(made?.options)
  const full = names.schema === 'public' ? names.table : `${names.schema}.${names.table}`
  const create = () => {
    setBusy(true)
    void actions.createTable(names).finally(() => setBusy(false))
  }
  return (
    <div className="p-3 text-sm">
      <p className="text-base">
        There is no table <code className="[overflow-wrap:anywhere]">{full}</code> yet.
      </p>
      <p className="mt-1 text-muted">
        A database keeps rows in tables, and somebody has to make the table first. Three ways:
      </p>
      <ol className="mt-2 grid list-decimal gap-2 pl-5 marker:text-muted">
        <li>
          Let the module do it: <code className="[overflow-wrap:anywhere]">createTableIfMissing: true</code>
        </li>
        <li>
          Run <code>table.sql</code> from your own code, once.
          <details className="mt-1">
            <summary className="cursor-pointer text-muted hover:text-ink">Show table.sql</summary>
            <pre className="mt-1 overflow-x-auto rounded-md bg-soft p-2 font-mono text-xs leading-[1.6] whitespace-pre-wrap scroll-thin">
              {tableSql(full)}
            </pre>
          </details>
        </li>
        <li>
          Press the button.
          <span className="mt-1 block">
            <Button
              size="small"
              kind="primary"
              disabled={!open || busy}
              title={open ? undefined : NOT_OPEN}
              onClick={create}
            >
              {busy ? 'Creating' : 'Create the table'}
            </Button>
          </span>
        </li>
      </ol>
    </div>
  )
}

const NOT_OPEN = 'The lab is not connected yet.'
