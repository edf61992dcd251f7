import { describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../../protocol/limits'
import { SizeLimit } from './size-limit'

const TENANT = { user: 'a', password: 'b', database: 'a' }
const TOO_LARGE = LIMITS.engine.databaseBytes + 1

describe('a database that is too large', () => {
  it('is closed to writing though its learner holds a lock on that, and a failure is tried again', async () => {
    let isHeld = true
    const ask = vi.fn(() =>
      isHeld ? Promise.reject(new Error('canceling statement due to statement timeout')) : Promise.resolve([]),
    )
    let ends = false
    const disconnect = vi.fn(() => {
      isHeld &&= !ends
      return Promise.resolve()
    })
    const limit = new SizeLimit({ ask, disconnect }, TENANT, () => undefined)
    await expect(limit.noteSize(TOO_LARGE, 'full')).rejects.toThrow('canceling')
    expect(disconnect).toHaveBeenCalledBefore(ask)
    ends = true
    await limit.noteSize(TOO_LARGE, 'full')
    expect(ask).toHaveBeenLastCalledWith(expect.stringContaining('SET default_transaction_read_only = on'))
    await limit.noteSize(TOO_LARGE, 'full')
    expect(ask).toHaveBeenCalledTimes(2)
  })
  it.each([
    ['is opened again when an earlier life closed it and there is room now', [['1']], 1],
    ['ends no connections at the first look when it was open all the time', [], 0],
  ])('%s', async (_what, setting, resets) => {
    const ask = vi.fn((sql: string) => Promise.resolve(sql.includes('SELECT') ? setting : []))
    const disconnect = vi.fn(() => Promise.resolve())
    const onFault = vi.fn()
    const limit = new SizeLimit({ ask, disconnect }, TENANT, onFault)
    await limit.noteSize(1, 'room')
    await limit.noteSize(1, 'room')
    expect(ask).toHaveBeenCalledTimes(1 + resets)
    expect(disconnect).toHaveBeenCalledTimes(2 * resets)
    expect(ask.mock.lastCall?.[0].includes('RESET')).toBe(resets > 0)
    expect(onFault).not.toHaveBeenCalled()
  })
})
