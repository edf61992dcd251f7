import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Warden } from './warden'

const MB = 1024 * 1024
const WATCHED = { name: 'ann', isToBeMeasured: () => true, onSize: () => Promise.resolve() }

/** A server whose one backend has the number of this process. */
const serverOf = (own: boolean) => ({
  own,
  ask: vi.fn((sql: string, _parameters: readonly (string | null)[] = []) =>
    Promise.resolve(sql.trim().startsWith('SELECT usename, pid') ? [['ann', String(process.pid)]] : []),
  ),
})

describe('a learner who was just coming in at the last look', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is looked at as long as it is connected, and nobody is asked of when it is not', async () => {
    const ask = vi.fn((_sql: string) => Promise.resolve([]))
    let isConnected = false
    const warden = new Warden({ own: true, ask })
    const unwatch = warden.watch({ ...WATCHED, isToBeMeasured: () => isConnected })
    warden.stir()
    await vi.advanceTimersByTimeAsync(2100)
    const before = ask.mock.calls.length
    await vi.advanceTimersByTimeAsync(2000)
    expect(ask.mock.calls.length).toBe(before)
    isConnected = true
    await vi.advanceTimersByTimeAsync(1000)
    expect(ask.mock.calls.length).toBeGreaterThan(before)
    unwatch()
  })
})

describe.runIf(process.platform === 'linux')(
  'a connection whose number is that of a large process here',
  () => {
    // More than a workspace may have.
    let large: Buffer | null = null
    beforeEach(() => {
      large = Buffer.alloc(200 * MB, 1)
      vi.useFakeTimers()
    })
    afterEach(() => {
      large = null
      vi.useRealTimers()
    })

    it.each([
      ['is ended on our own server', true, 1],
      ['is left alone on a server that may run elsewhere', false, 0],
    ])('%s', async (_what, own, ended) => {
      const server = serverOf(own)
      const unwatch = new Warden(server).watch(WATCHED)
      await vi.advanceTimersByTimeAsync(600)
      unwatch()
      expect(large).not.toBeNull()
      const asked = server.ask.mock.calls.filter(([sql]) => sql === 'SELECT pg_terminate_backend($1::int)')
      expect(asked.map(([, parameters]) => parameters)).toEqual(Array(ended).fill([String(process.pid)]))
    })
  },
)
