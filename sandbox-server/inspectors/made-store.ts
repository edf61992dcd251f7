import { z } from 'zod'
import type { StoreKind } from '../../protocol/snapshot'

/** A `store.made` observation, or as much of it as says where the records are. */
export interface MadeStore {
  store: string
  options: Record<string, unknown>
}

const ServerStore = z.object({ kind: z.string(), store: z.unknown() })

/** The options of every store of this kind that the app has made; those that are not as its module has them are left out. */
export function madeStores<T>(made: Iterable<MadeStore>, kind: StoreKind, options: z.ZodType<T>): T[] {
  return [...made].flatMap((one) => {
    const server = ServerStore.safeParse(one.options)
    const parsed = server.data?.kind === kind ? options.safeParse(server.data.store) : null
    return parsed?.success ? [parsed.data] : []
  })
}
