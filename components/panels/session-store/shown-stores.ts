import type { AppMoment, StoreMoment } from '@/protocol/model/views'

/** The stores worth a place on the card: an empty heap is none when the app now keeps its sessions elsewhere. */
export function shownStores(stores: readonly StoreMoment[], app: AppMoment): readonly StoreMoment[] {
  const inMemory = app.stores.length === 0 || app.stores.some((made) => made.store === 'MemoryStore')
  return stores.filter((store) => inMemory || store.kind !== 'memory' || store.records.length > 0)
}
