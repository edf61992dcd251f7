'use client'

import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { TAB_LOOK, tabProps } from '@/components/ui/tabs'
import type { StoreMoment } from '@/protocol/model/views'
import { NotUsedYet } from '../engine/not-used-yet'
import type { StoreGroup } from '../store-groups'
import { innerPlace } from '../store-words'
import { NoTable } from './no-table'
import { TableSection } from './table-section'

/** The database's session tables, one in front. */
export function DatabaseTables({ group }: { group: StoreGroup }) {
  const started = useLab((lab) => lab.moment.app.run > 0)
  const [chosen, setChosen] = useState<string | null>(null)
  const tables = group.stores.filter((store) => store.columns.length > 0 || store.records.length > 0)
  const front = tables.find((table) => table.engine === chosen) ?? tables.find(hasNews) ?? tables[0]
  const down = group.engine?.state === 'stopped' || group.engine?.state === 'failed'
  if (!front || down) {
    if (down || !started) return <NotUsedYet kind="postgres" started={started} engine={group.engine} />
    return <NoTable />
  }
  return (
    <>
      {tables.length > 1 ? (
        <div role="tablist" aria-label="Tables" className="flex overflow-x-auto border-b scroll-thin">
          {tables.map((table) => (
            <button
              key={table.engine}
              {...tabProps(table === front)}
              onClick={() => setChosen(table.engine)}
              className={`${TAB_LOOK} font-mono text-xs`}
            >
              {innerPlace(table)}
            </button>
          ))}
        </div>
      ) : null}
      <TableSection key={front.engine} store={front} />
    </>
  )
}

const hasNews = (store: StoreMoment): boolean => store.records.some((record) => record.change !== 'same')
