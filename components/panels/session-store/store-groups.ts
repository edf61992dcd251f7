import type { EngineView } from '@/protocol/engine'
import type { AppMoment, Moment, StoreMoment } from '@/protocol/model/views'
import type { StoreKind } from '@/protocol/snapshot'
import { storeKindOf } from '@/protocol/store-classes'
import { shownStores } from './shown-stores'

/** All places of one kind of store, and the engine behind them where there is one. */
export interface StoreGroup {
  kind: StoreKind
  stores: readonly StoreMoment[]
  engine: EngineView | null
}

/** The kind of store the app made last in this run; null before it made one, or when the course does not know it. */
export function kindInUse({ stores }: AppMoment): StoreKind | null {
  const made = stores.at(-1)
  return made ? storeKindOf(made.store) : null
}

/** What the card can show: the store in use, and every other one that still keeps something. */
export function storeGroups({
  stores,
  app,
  engines,
}: Pick<Moment, 'stores' | 'app' | 'engines'>): StoreGroup[] {
  const used = kindInUse(app)
  const shown = shownStores(stores, app).filter((store) => used === null || store.kind === used || keeps(store))
  const kinds = new Set([...(used && used !== 'memory' ? [used] : []), ...shown.map((store) => store.kind)])
  return [...kinds].map((kind) => ({
    kind,
    stores: shown.filter((store) => store.kind === kind),
    engine: engines.find((engine) => engine.source.kind === kind) ?? null,
  }))
}

const keeps = (store: StoreMoment): boolean => store.records.length > 0
