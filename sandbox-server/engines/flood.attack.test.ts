import { afterEach, describe, expect, it } from 'vitest'
import type { Engine } from './engine'
import { announceMissing, openBench, raw, type Bench, type Open } from './engine.fixture'
import { findProgram } from '../machine/find-program'
import { collected } from './collected.fixture'
import { openMemcached } from './memcached/driver'
import { say } from './memcached/memcached-case.fixture'
import { openRedis } from './redis/driver'
import { withClient } from './redis/redis-case.fixture'

const MEGABYTE = 1024 * 1024
const value = 'x'.repeat(900_000)

interface Flood {
  from: string
  fill: (path: string) => Promise<unknown>
  /** Each asks for far more than is read. */
  asks: readonly string[]
  open: () => Promise<Bench<Engine>>
}

const bench = <E extends Engine>(open: Open<E>, kind: string, from: string) =>
  openBench<Engine>(open, { [`CRUMBTRAIL_${kind}`]: from })

const floods: Flood[] = []
for (const from of ['stand-in', 'program']) {
  const redis = from === 'stand-in' || findProgram('redis-server', 'valkey-server') !== null
  const memcached = from === 'stand-in' || findProgram('memcached') !== null
  if (!redis) announceMissing('redis', 'program')
  if (!memcached) announceMissing('memcached', 'program')
  if (redis)
    floods.push({
      from: `Redis, ${from}`,
      open: () => bench(openRedis, 'REDIS', from),
      fill: (path) => withClient(path, (ask) => ask('SET', 'k', value)),
      asks: [
        'GET k\r\n'.repeat(8000),
        `MGET${' k'.repeat(15_000)}\r\n`,
        `MULTI\r\n${'GET k\r\n'.repeat(900)}EXEC\r\n`,
        `MULTI\r\n${`MGET${' k'.repeat(8)}\r\n`.repeat(30)}EXEC\r\n`,
      ],
    })
  if (memcached)
    floods.push({
      from: `Memcached, ${from}`,
      open: () => bench(openMemcached, 'MEMCACHED', from),
      fill: (path) => say(path, `set k 0 0 ${value.length}\r\n${value}`),
      asks: ['get k\r\n'.repeat(8000), `get${' k'.repeat(15_000)}\r\n`, 'mg k v\r\n'.repeat(8000)],
    })
}

describe.each(floods)('answers that nobody reads: $from', ({ open, fill, asks }) => {
  let opened: Bench<Engine> | null = null
  afterEach(async () => {
    await opened?.close()
  })

  it('take no memory of ours, and others are served meanwhile', async () => {
    opened = await open()
    const [hostile, other] = [await opened.lab(), await opened.lab()]
    await fill(hostile.path)
    const before = collected().rss
    const lines = asks
      .flatMap((ask) => [ask, ask, ask])
      .map((ask) => {
        const line = raw(hostile.path)
        line.socket.pause()
        line.socket.write(ask)
        return line
      })
    const [since, at] = [process.cpuUsage(), performance.now()]
    await fill(other.path)
    expect(performance.now() - at).toBeLessThan(10_000)
    // Our own work until then, in microseconds, however busy the machine is.
    expect(process.cpuUsage(since).user).toBeLessThan(3_000_000)
    await new Promise((later) => setTimeout(later, 1000))
    // What was needed for a moment only is given back when the machine comes to it.
    const megabytes = () => (collected().rss - before) / MEGABYTE
    await expect.poll(megabytes).toBeLessThan(300)
    for (const { socket } of lines) socket.destroy()
  })
})
