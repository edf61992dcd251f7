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

  it('is called full when it can only be read, not while it is being closed', async () => {
    let close = (): void => undefined
    const alter = vi.fn(() => new Promise<void>((resolve) => (close = resolve)))
    const disconnect = (): Promise<void> => Promise.resolve()
    const onFault = vi.fn()
    const limit = new SizeLimit({ ask: () => Promise.resolve([]), alter, disconnect }, TENANT, onFault)
    const noted = limit.noteSize(TOO_LARGE, 'full')
    await vi.waitFor(() => expect(alter).toHaveBeenCalled())
    expect([limit.fault, limit.notice()]).toEqual([null, null])
    close()
    await noted
    expect(limit.fault).toContain('It can only be read now')
    expect(onFault).toHaveBeenCalledOnce()
  })

  it('refuses whoever comes while it is being closed for good', () => {
    const never = (): Promise<never> => new Promise(() => undefined)
    const limit = new SizeLimit({ ask: never, alter: never, disconnect: never }, TENANT, () => undefined)
    void limit.noteSize(TOO_LARGE, 'over')
    expect(limit.refusal()?.toString()).toContain('Connections are refused')
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
