'use client'

import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Tabs, type Tab } from '@/components/ui/tabs'
import type { EngineKind } from '@/protocol/engine'
import { CommandList } from '../commands/command-list'
import { isTold } from '../commands/told-commands'
import { DatabaseTables } from '../database/database-tables'
import { sampleKey } from '../database/sample-key'
import { QueryBox } from '../database/query-box'
import { useQuery } from '../database/use-query'
import { RecordsOf } from '../records-of'
import type { StoreGroup } from '../store-groups'
import { innerPlace } from '../store-words'
import { EngineBar } from './engine-bar'
import { NoEngine } from './no-engine'
import { NotUsedYet } from './not-used-yet'
import { useSource } from './use-source'

interface Props {
  group: StoreGroup
  kind: EngineKind
}

const CONTENTS: Record<EngineKind, string> = {
  redis: 'Keys',
  memcached: 'Items',
  postgres: 'Tables',
  mongo: 'Documents',
}

/** A store that is a server of its own: its controls, what it holds, what the app said to it. */
export default function EngineStore({ group, kind }: Props) {
  const source = useSource(group)
  const count = useCommandCount(kind)
  const query = useQuery()
  const [tab, setTab] = useState('contents')
  if (source?.from === 'none') return <NoEngine source={source} />
  const tabs: Tab[] = [
    {
      id: 'contents',
      label: <span data-holds="record">{CONTENTS[kind]}</span>,
      content: <Contents group={group} kind={kind} />,
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
      ? [{ id: 'query', label: 'Query', content: <QueryBox query={query} {...asked(group)} /> }]
      : []),
  ]
  return (
    <>
      {group.engine ? <EngineBar engine={group.engine} /> : null}
      <Tabs
        label="Views of the store"
        className="flex-1"
        tabs={tabs}
        value={tabs.some(({ id }) => id === tab) ? tab : 'contents'}
        onChange={setTab}
      />
    </>
  )
}

const isDown = (engine: StoreGroup['engine']): boolean =>
  engine?.state === 'stopped' || engine?.state === 'failed'

/** What the query box can ask about, and whether anybody answers. */
function asked({ stores, engine }: StoreGroup): { table: string; sample: string; awake: boolean } {
  const table = stores.find((store) => store.columns.length > 0)
  const name = table ? innerPlace(table).replace(/^public\./, '') : 'session'
  return { table: name, sample: sampleKey(table?.records ?? []), awake: engine !== null && !isDown(engine) }
}

function Contents({ group, kind }: Props) {
  const app = useLab((lab) => lab.moment.app)
  const { stores } = group
  if (kind === 'postgres') return <DatabaseTables group={group} />
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
