import { PanelSection } from '@/components/ui/panel-card'
import { ENGINE_NAMES } from '@/protocol/engine-name'
import type { StoreMoment } from '@/protocol/model/views'

/** What the server tells of itself, by its own names. */
export function StoreFacts({ store: { kind, facts } }: { store: Pick<StoreMoment, 'kind' | 'facts'> }) {
  const pairs = Object.entries(facts)
  if (pairs.length === 0) return null
  return (
    <PanelSection title={NAMES[kind] === undefined ? 'The store itself' : `${NAMES[kind]} itself`}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 font-mono text-xs leading-[1.6]">
        {pairs.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular-nums">{typeof value === 'number' ? value.toLocaleString('en') : value}</dd>
          </div>
        ))}
      </dl>
    </PanelSection>
  )
}

const NAMES: Partial<Record<StoreMoment['kind'], string>> = ENGINE_NAMES
