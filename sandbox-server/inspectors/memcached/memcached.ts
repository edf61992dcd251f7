import { z } from 'zod'
import { KeyedInspector } from '../keyed/keyed-inspector'
import { Prefixes } from '../keyed/prefixes'
import { madeStores, type MadeStore } from '../made-store'
import { MemcachedKeys } from './memcached-keys'
import type { MemcachedReader } from './memcached-reader'

const MemcachedStore = z.object({
  prefix: z.string().default(''),
  /** Of the client: what it puts before every key by itself. */
  namespace: z.string().default(''),
  sealed: z.boolean().default(false),
})

/** The items of the workspace's own Memcached; sessions by the prefixes of the app's stores. */
export function memcachedInspector(
  memcached: MemcachedReader,
  workspace: { made: () => Iterable<MadeStore>; now: () => number },
): KeyedInspector {
  const stores = () =>
    madeStores(workspace.made(), 'memcached', MemcachedStore).map(({ namespace, prefix, sealed }) => ({
      prefix: namespace + prefix,
      sealed,
    }))
  const sealed = (key: string): boolean => {
    const made = stores()
    const { list } = new Prefixes(made.map(({ prefix }) => prefix)).placeOf(key)
    return made.some((store) => store.sealed && store.prefix === list)
  }
  return new KeyedInspector({
    kind: 'memcached',
    engine: memcached,
    server: new MemcachedKeys(memcached, { sealed }),
    prefixes: () => stores().map(({ prefix }) => prefix),
    now: workspace.now,
    // It counts in whole seconds.
    resolutionMs: 1500,
    noisyFacts: ['bytes'],
  })
}
