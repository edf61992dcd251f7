import { z } from 'zod'
import { KeyedInspector } from '../keyed/keyed-inspector'
import { madeStores, type MadeStore } from '../made-store'
import { RedisKeys } from './redis-keys'
import type { RedisReader } from './redis-reader'

const RedisOptions = z.object({ prefix: z.string().default('sess:') })

/** The keys of the workspace's own Redis; sessions by the prefixes of the app's stores. */
export function redisInspector(
  redis: RedisReader,
  workspace: { made: () => Iterable<MadeStore>; now: () => number },
): KeyedInspector {
  return new KeyedInspector({
    kind: 'redis',
    engine: redis,
    server: new RedisKeys(redis),
    prefixes: () => madeStores(workspace.made(), 'redis', RedisOptions).map(({ prefix }) => prefix),
    now: workspace.now,
    resolutionMs: 100,
    noisyFacts: ['used_memory'],
  })
}
