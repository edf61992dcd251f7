import type { Store } from 'express-session'
import type { Kit } from './kit.fixture'

type StoreClass = new (options: Record<string, unknown>) => Store
type Answer = (error: unknown, value?: unknown) => void

/** Keys and values of a server, without the server: every command is noted, and one may fail. */
class Values {
  readonly values = new Map<string, unknown>()

  constructor(
    private readonly kit: Kit,
    private readonly failing?: string,
  ) {}

  /** Answers later, as a server does. */
  async ask<T>(command: string, key: string, answer: () => T, ...rest: unknown[]): Promise<T> {
    this.kit.note([command, key, ...rest.map((one) => JSON.stringify(one))].join(' '))
    await new Promise((resolve) => void setImmediate(resolve))
    if (command === this.failing) throw new Error(`${command} failed`)
    return answer()
  }
}

/** connect-redis on a client as the package redis has it. */
export function redisStore(kit: Kit, failing?: string, options: Record<string, unknown> = {}): Store {
  const { RedisStore } = kit.load('connect-redis') as { RedisStore: StoreClass }
  const server = new Values(kit, failing)
  const { values } = server
  const client = {
    get: (key: string) => server.ask('get', key, () => values.get(key) ?? null),
    set: (key: string, value: string, how: unknown) =>
      server.ask('set', key, () => void values.set(key, value), how),
    expire: (key: string, ttl: number) => server.ask('expire', key, () => 1, ttl),
    del: (keys: string[]) => server.ask('del', keys.join(), () => void keys.map((key) => values.delete(key))),
  }
  return new RedisStore({ client, ...options })
}

/** connect-memcached on a client as the package memcached has it. */
export function memcachedStore(kit: Kit, failing?: string): Store {
  const make = kit.load('connect-memcached') as (session: unknown) => StoreClass
  const server = new Values(kit, failing)
  const { values } = server
  const say = (asked: Promise<unknown>, done?: Answer): void => {
    asked.then(
      (value) => done?.(undefined, value),
      (error: unknown) => done?.(error),
    )
  }
  const client = {
    get: (key: string, done: Answer) => {
      say(
        server.ask('get', key, () => values.get(key)),
        done,
      )
    },
    set: (key: string, value: unknown, ttl: number, done: Answer) => {
      const kept: unknown = JSON.parse(JSON.stringify(value))
      say(
        server.ask('set', key, () => values.set(key, kept), ttl),
        done,
      )
    },
    del: (key: string, done: Answer) => {
      say(
        server.ask('del', key, () => values.delete(key)),
        done,
      )
    },
  }
  const MemcachedStore = make(kit.session)
  return new MemcachedStore({ client })
}

/** connect-pg-simple on a pool that knows one table. */
export function postgresStore(kit: Kit, failing?: string, options: Record<string, unknown> = {}): Store {
  const make = kit.load('connect-pg-simple') as (session: unknown) => StoreClass
  const server = new Values(kit, failing)
  const { values } = server
  const answer = (verb: string, parameters: readonly unknown[]): unknown => {
    const sid = String(verb === 'INSERT' ? parameters[2] : parameters[verb === 'UPDATE' ? 1 : 0])
    if (verb === 'INSERT') values.set(sid, JSON.parse(JSON.stringify(parameters[0])))
    if (verb === 'DELETE') values.delete(sid)
    const sess = values.get(sid)
    return { rows: verb === 'SELECT' && sess !== undefined ? [{ sess }] : [] }
  }
  const pool = {
    query: (sql: string, parameters: unknown[]) => {
      const verb = sql.split(' ')[0] ?? ''
      return server.ask(verb, sql, () => answer(verb, parameters), parameters)
    },
  }
  const PGStore = make(kit.session)
  return new PGStore({ pool, pruneSessionInterval: false, errorLog: () => undefined, ...options })
}
