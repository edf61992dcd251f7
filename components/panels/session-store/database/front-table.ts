import type { AppMoment, StoreMoment } from '@/protocol/model/views'
import { storeKindOf } from '@/protocol/store-classes'
import { madeTablePlace, type TablePlace } from '@/protocol/table-place'
import { innerPlace } from '../store-words'

/** Where the store that the app made last looks for its rows. */
export function ownPlace({ stores }: Pick<AppMoment, 'stores'>): TablePlace {
  return madeTablePlace(stores.findLast(({ store }) => storeKindOf(store) === 'postgres')?.options)
}

/** The table that was chosen; else the app's own, there or missing; else one that the last request changed, else the first. */
export function frontTable(
  tables: readonly StoreMoment[],
  own: TablePlace,
  chosen: string | null,
): StoreMoment | undefined {
  return (
    tables.find(({ engine }) => engine === chosen) ??
    tables.find((table) => innerPlace(table) === `${own.schema ?? 'public'}.${own.table}`) ??
    // Without a schema it is wherever the search path finds it.
    tables.find(({ table }) => own.schema === null && table?.name === own.table) ??
    tables.find(hasNews) ??
    tables[0]
  )
}

const hasNews = (store: StoreMoment): boolean => store.records.some((record) => record.change !== 'same')
