'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { Tabs, type Tab } from '@/components/ui/tabs'
import type { EngineKind } from '@/protocol/engine'
import type { StoreMoment } from '@/protocol/model/views'
import type { TablePlace } from '@/protocol/table-place'
import { CommandList } from '../commands/command-list'
import { isTold } from '../commands/told-commands'
import { DatabaseTables } from '../database/database-tables'
import { frontTable, ownPlace } from '../database/front-table'
import { QueryBox } from '../database/query-box'
import { sampleKey } from '../database/sample-key'
import { sqlName } from '../database/sql-name'
import { RecordsOf } from '../records-of'
import type { StoreGroup } from '../store-groups'
import type { StoreViews } from '../use-store-views'
import { EngineBar } from './engine-bar'
import { isDown } from './is-down'
import { NoEngine } from './no-engine'
import { NotUsedYet } from './not-used-yet'
import { useEngine } from './use-engine'

interface Props {
  group: StoreGroup
  kind: EngineKind
  views: StoreViews
}

const CONTENTS: Record<EngineKind, string> = {
  redis: 'Keys',
  memcached: 'Items',
  postgres: 'Tables',
  mongo: 'Documents',
}

/** A store that is a server of its own: its controls, what it holds, what the app said to it. */
export default function EngineStore({ group, kind, views }: Props) {
  const engine = useEngine(group)
  const count = useCommandCount(kind)
  const app = useLab((lab) => lab.moment.app)
  const own = ownPlace(app)
  const front = kind === 'postgres' ? frontTable(group.stores, own, views.table) : undefined
  if (engine?.source.from === 'none') return <NoEngine source={engine.source} />
  const tab = views.tabOf(kind) ?? ''
  const tabs: Tab[] = [
    {
      id: 'contents',
      label: <span data-holds="record">{CONTENTS[kind]}</span>,
      content:
        kind === 'postgres' ? (
          <DatabaseTables group={group} front={front} onChoose={views.chooseTable} />
        ) : (
          <Contents group={group} kind={kind} />
        ),
    },
    {
      id: 'commands',
      label: (
        <span data-holds="commands">
          {kind === 'postgres' ? 'SQL' : 'Commands'}
          {count > 0 ? <span className="ml-1 text-xs tabular-nums">{count}</span> : null}
        </span>
      ),
      content: <CommandList kind={kind} />,
    },
    ...(kind === 'postgres'
      ? [
          {
            id: 'query',
            label: 'Query',
            content: <QueryBox query={views.query} {...asked(front, own)} awake={!isDown(engine)} />,
          },
        ]
      : []),
  ]
  return (
    <>
      {engine ? <EngineBar engine={engine} /> : null}
      <Tabs
        label="Views of the store"
        className="flex-1"
        tabs={tabs}
        value={tabs.some(({ id }) => id === tab) ? tab : 'contents'}
        onChange={(next) => views.showTab(kind, next)}
      />
    </>
  )
}

/** What the query box can ask about. */
const asked = (front: StoreMoment | undefined, own: TablePlace): { table: string; sample: string } => ({
  table: sqlName(front?.table ?? { schema: own.schema ?? 'public', name: own.table }),
  sample: sampleKey(front?.records ?? []),
})

function Contents({ group, kind }: Omit<Props, 'views'>) {
  const app = useLab((lab) => lab.moment.app)
  const { stores } = group
  const isBare = stores.every(({ records }) => records.length === 0)
  if (stores.length === 0 || (isBare && isDown(group.engine)))
    return <NotUsedYet kind={kind} started={app.run > 0} engine={group.engine} />
  return stores.map((store) => <RecordsOf key={store.engine} store={store} />)
}

function useCommandCount(kind: EngineKind): number {
  return useLab((lab) => {
    const { cursor } = lab.moment
    let count = 0
    for (const event of lab.trace.events) {
      if (event.id > cursor) break
      if (isTold(event, kind)) count += 1
    }
    return count
  })
}
