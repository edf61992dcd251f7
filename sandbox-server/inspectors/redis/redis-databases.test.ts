import { afterEach, expect, it, vi } from 'vitest'
import type { EngineState } from '../../../protocol/engine'
import { LIMITS } from '../../../protocol/limits'
import { RedisInspector } from './redis'
import type { RedisReply } from './redis-reader'

/** The answers of a Redis that keeps these databases. */
function serverWith(databases: Map<number, Map<string, string>>) {
  const server = { state: 'running' as EngineState, used: 0, isHung: false }
  const answer = ([command, key = '']: readonly string[], number: number): RedisReply => {
    const keys = databases.get(number) ?? new Map<string, string>()
    switch (command) {
      case 'SCAN':
        return ['0', [...keys.keys()]]
      case 'INFO':
        return [...databases.keys()].map((held) => `db${String(held)}:keys=1\r\n`).join('')
      case 'DBSIZE':
        return keys.size
      case 'TYPE':
        return keys.has(key) ? 'string' : 'none'
      case 'PTTL':
        return keys.has(key) ? -1 : -2
      default:
        return keys.get(key) ?? null
    }
  }
  const redis = {
    name: () => 'Redis 7',
    state: () => server.state,
    database: () => server.used,
    command: (args: readonly string[], number: number): Promise<RedisReply> => {
      return server.isHung ? new Promise(() => undefined) : Promise.resolve(answer(args, number))
    },
  }
  return { server, inspector: new RedisInspector(redis, { made: () => [], now: () => 0 }) }
}

afterEach(() => void vi.useRealTimers())

const large = (count: number): Map<string, string> =>
  new Map(Array.from({ length: count }, (_, n) => [`k${String(n)}`, JSON.stringify({ x: 'x'.repeat(60_000) })]))

it('takes apart no more of all databases together than of one', async () => {
  const { inspector } = serverWith(new Map([0, 1, 2].map((number) => [number, large(5)])))
  const read = async () =>
    (await inspector.read()).map(({ records }) => records.map(({ data }) => data !== null))
  const first = await read()
  const some = LIMITS.snapshot.parsedLength / 60_000
  expect(first).toHaveLength(3)
  expect(first.flat().filter(Boolean)).toHaveLength(Math.floor(some))
  expect(await read(), 'the same ones each time').toEqual(first)
})

it('forgets a database that is empty and not used any more', async () => {
  const databases = new Map([[1, large(1)]])
  const { server, inspector } = serverWith(databases)
  server.used = 1
  expect(await inspector.read()).toMatchObject([{ total: 1 }])
  databases.delete(1)
  databases.set(2, large(1))
  server.used = 2
  expect(await inspector.read()).toMatchObject([{ total: 1 }])
  server.used = 1
  server.state = 'idle'
  await expect(inspector.read()).rejects.toThrow('Nobody has asked')
})

it('waits once for a server that does not answer', async () => {
  vi.useFakeTimers()
  const { server, inspector } = serverWith(new Map([0, 1, 2].map((number) => [number, large(1)])))
  expect(await inspector.read()).toHaveLength(3)
  server.isHung = true
  const read = inspector.read()
  await vi.advanceTimersByTimeAsync(2000)
  expect(await Promise.race([read, Promise.resolve('late')])).toMatchObject([
    { total: 0, note: 'Redis 7 does not answer.' },
  ])
})
