'use client'

import { useMemo, useState } from 'react'
import { useKnownIds } from '@/components/sandbox/use-known-ids'
import { useLab } from '@/components/sandbox/use-lab'
import type { EngineKind } from '@/protocol/engine'
import { ENGINE_NAMES } from '@/protocol/engine-name'
import { CommandItem } from './command-item'
import { isByHand, toldCommands } from './told-commands'

/** What the app said to its store's server, newest last: all of it, or the request's at the cursor. What a learner asked is there too. */
export function CommandList({ kind }: { kind: EngineKind }) {
  const [own, setOwn] = useState(true)
  const events = useLab((lab) => lab.trace.events)
  const cursor = useLab((lab) => lab.moment.cursor)
  const exchange = useLab((lab) => lab.moment.exchange)
  const sids = useKnownIds()
  const only = own ? exchange : null
  const { commands, left } = useMemo(
    () => toldCommands(events, { kind, cursor, exchange: only }),
    [events, kind, cursor, only],
  )
  const name = ENGINE_NAMES[kind]
  return (
    <section aria-label={`What the app said to ${name}`} data-place="commands" className="px-3 py-2">
      <div className="mb-1 flex min-h-6 flex-wrap items-center gap-x-2">
        <h3 className="min-w-0 flex-1 truncate text-sm font-medium text-muted">
          {heading(kind, commands.some(isByHand))}
        </h3>
        {exchange ? (
          <label className="flex items-center gap-1.5 text-sm text-muted">
            <input type="checkbox" checked={own} onChange={(event) => setOwn(event.target.checked)} />
            Request {exchange.number} only
          </label>
        ) : null}
      </div>
      {left > 0 ? <p className="mb-1 text-xs text-muted">{left} more are not listed.</p> : null}
      {commands.length === 0 ? (
        <p className="text-sm text-muted">
          {only === null ? `The app has said nothing to ${name} yet.` : `This request said nothing to ${name}.`}
        </p>
      ) : null}
      <ol className="-mx-1.5 grid grid-cols-[minmax(0,1fr)] empty:hidden">
        {commands.map((command) => (
          <CommandItem key={command.id} command={command} sids={sids} />
        ))}
      </ol>
    </section>
  )
}

function heading(kind: EngineKind, mixed: boolean): string {
  if (kind !== 'postgres') return `The app to ${ENGINE_NAMES[kind]}`
  return mixed ? 'SQL from the app and from you' : 'SQL from the app'
}
