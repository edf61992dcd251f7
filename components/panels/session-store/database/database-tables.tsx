'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { PanelSection } from '@/components/ui/panel-card'
import { Tabs } from '@/components/ui/tabs'
import type { StoreMoment } from '@/protocol/model/views'
import type { StoreTable } from '@/protocol/snapshot'
import { isDown } from '../engine/is-down'
import { NotUsedYet } from '../engine/not-used-yet'
import type { StoreGroup } from '../store-groups'
import { innerPlace } from '../store-words'
import { ownPlace } from './front-table'
import { NoTable } from './no-table'
import { TableSection } from './table-section'

interface Props {
  group: StoreGroup
  front: StoreMoment | undefined
  onChoose: (engine: string) => void
}

/** The database's session tables, and the ones that the app looks for; one in front. */
export function DatabaseTables({ group: { engine, stores }, front, onChoose }: Props) {
  const app = useLab((lab) => lab.moment.app)
  const started = app.run > 0
  if (isDown(engine)) return <NotUsedYet kind="postgres" started={started} engine={engine} />
  if (!front) {
    if (!started || engine) return <NotUsedYet kind="postgres" started={started} engine={engine} />
    // Nobody has used it, so there is no table in it.
    const { schema, table } = ownPlace(app)
    return noTable({ schema: schema ?? 'public', name: table })
  }
  if (stores.length === 1) return contentOf(front, onChoose)
  return (
    <Tabs
      label="Tables"
      tabs={stores.map((store, index) => ({
        id: String(index),
        label: <span className="font-mono text-xs">{innerPlace(store)}</span>,
        content: contentOf(store, onChoose),
      }))}
      value={String(stores.indexOf(front))}
      onChange={(index) => onChoose(stores[Number(index)]?.engine ?? '')}
    />
  )
}

/** What is open in it stays open when the server tells what was only supposed before. */
const noTable = (table: Pick<StoreTable, 'schema' | 'name'>) => (
  <NoTable key={`${table.schema}.${table.name}`} table={table} />
)

function contentOf(store: StoreMoment, onChoose: Props['onChoose']) {
  const { engine, table, note, columns } = store
  if (table?.state === 'missing') return noTable(table)
  if (note === null || columns.length > 0)
    return <TableSection key={engine} store={store} onEdit={() => onChoose(engine)} />
  return (
    <PanelSection title={<span className="font-mono text-xs">{innerPlace(store)}</span>}>
      <p className="text-sm text-muted">{note}</p>
    </PanelSection>
  )
}
