import type { Duplex } from 'node:stream'
import type { EngineKind, EngineSource } from '../protocol/engine'
import { EngineNotRunning, type Engine, type EngineDriver } from './engines/engine'
import type { EngineDrivers } from './workspaces/drivers'

/** The four drivers of engines, each with the best that this machine has. */
export function enginesOf(): Promise<EngineDrivers> {
  return Promise.resolve({
    redis: absent('redis', (engine) => ({ ...engine, kind: 'redis', command: notRunning })),
    memcached: absent('memcached', (engine) => ({ ...engine, kind: 'memcached', ask: notRunning })),
    postgres: absent('postgres', (engine) => ({ ...engine, kind: 'postgres', query: notRunning })),
    mongo: absent('mongo', (engine) => ({ ...engine, kind: 'mongo', url: () => '', database: () => '' })),
  })
}

/** What serves, by kind. */
export const sourcesOf = (drivers: EngineDrivers): EngineSource[] =>
  Object.values(drivers).map(({ source }) => source)

/** Ends every server; one that resists must not keep the others. */
export async function closeEngines(drivers: EngineDrivers): Promise<void> {
  await Promise.allSettled(Object.values(drivers).map((driver) => driver.close()))
}

function absent<E extends Engine>(kind: E['kind'] & EngineKind, make: (engine: Engine) => E): EngineDriver<E> {
  const source: EngineSource = {
    kind,
    from: 'none',
    name: 'None',
    why: 'Nothing here serves it.',
    hint: null,
    address: '',
  }
  return { kind, source, engine: () => make(nothing(source)), close: () => Promise.resolve() }
}

const notRunning = (): Promise<never> => Promise.reject(new EngineNotRunning('Nothing here serves it.'))

function nothing(source: EngineSource): Engine {
  const done = (): Promise<void> => Promise.resolve()
  return {
    kind: source.kind,
    view: () => ({ source, state: 'idle', latencyMs: 0, fault: null, login: null }),
    state: () => 'idle',
    accept: (connection: Duplex) => void connection.destroy(),
    setLatency: () => undefined,
    start: notRunning,
    ...{ stop: done, sleep: done, advance: done, destroy: done },
  }
}
