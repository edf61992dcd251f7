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
})
