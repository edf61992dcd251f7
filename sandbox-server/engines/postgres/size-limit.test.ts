import { describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../../protocol/limits'
import { SizeLimit } from './size-limit'

const TENANT = { user: 'a', password: 'b', database: 'a' }
const TOO_LARGE = LIMITS.engine.databaseBytes + 1

describe('a database that is too large', () => {
  it('is closed to writing though its learner holds a lock on that, and a failure is tried again', async () => {
    let isHeld = true
    const alter = vi.fn(() =>
      isHeld ? Promise.reject(new Error('canceling statement due to statement timeout')) : Promise.resolve(),
    )
    // What everybody shares is not asked, since it would wait for the learner.
    const ask = (): Promise<[]> => Promise.reject(new Error('It is shared.'))
    let ends = false
    const disconnect = vi.fn(() => {
      isHeld &&= !ends
      return Promise.resolve()
    })
    const limit = new SizeLimit({ ask, alter, disconnect }, TENANT, () => undefined)
    await expect(limit.noteSize(TOO_LARGE, 'full')).rejects.toThrow('canceling')
    expect(disconnect).toHaveBeenCalledBefore(alter)
    ends = true
    await limit.noteSize(TOO_LARGE, 'full')
    expect(alter).toHaveBeenLastCalledWith(expect.stringContaining('SET default_transaction_read_only = on'))
    await limit.noteSize(TOO_LARGE, 'full')
    expect(alter).toHaveBeenCalledTimes(2)
  })
  it.each([
    ['is opened again when an earlier life closed it and there is room now', [['1']], 1],
    ['ends no connections at the first look when it was open all the time', [], 0],
  ])('%s', async (_what, setting, resets) => {
    const ask = vi.fn(() => Promise.resolve(setting))
    const alter = vi.fn((_sql: string) => Promise.resolve())
    const disconnect = vi.fn(() => Promise.resolve())
    const onFault = vi.fn()
    const limit = new SizeLimit({ ask, alter, disconnect }, TENANT, onFault)
    await limit.noteSize(1, 'room')
    await limit.noteSize(1, 'room')
    expect(ask).toHaveBeenCalledOnce()
    expect(alter).toHaveBeenCalledTimes(resets)
    expect(disconnect).toHaveBeenCalledTimes(2 * resets)
    for (const [sql] of alter.mock.calls) expect(sql).toContain('RESET')
    expect(onFault).not.toHaveBeenCalled()
  })
})
