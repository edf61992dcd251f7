import { STORE_NAMES } from '@/protocol/engine-name'
import type { Moment } from '@/protocol/model/views'

/** The stores that may hold something, as a person lists them: `Redis and PostgreSQL`. */
export function storesInWords({ engines, stores }: Pick<Moment, 'engines' | 'stores'>): string {
  const folder = stores.some(({ kind, total }) => kind === 'file' && total > 0) ? ['the folder of files'] : []
  const names = [...folder, ...engines.map(({ source }) => STORE_NAMES[source.kind])]
  const last = names.pop() ?? 'the store'
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`
}
