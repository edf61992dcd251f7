import { duplexPair, type Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OwnSession } from './own-session'

const CREDENTIALS = { user: 'ann', password: '', database: 'ann' }
const never = (): Promise<Duplex> => new Promise(() => undefined)

describe('a question of ours to a database that says nothing', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is given up where nobody lets it in, and so is the connection', async () => {
    const [ours] = duplexPair()
    const session = new OwnSession(() => Promise.resolve(ours), CREDENTIALS)
    const asked = expect(session.query('SELECT 1', [], {})).rejects.toThrow('did not answer within 6 s')
    await vi.advanceTimersByTimeAsync(6100)
    await asked
    expect(ours.destroyed).toBe(true)
  })

  it('is given up where it cannot be reached; who comes when it is reached too late finds it closed', async () => {
    const [ours] = duplexPair()
    const late = new Promise<Duplex>((resolve) => setTimeout(resolve, 8000, ours))
    const connect = vi.fn(never).mockReturnValueOnce(late)
    const session = new OwnSession(connect, CREDENTIALS)
    const asked = [1, 2].map(() => expect(session.query('SELECT 1', [], {})).rejects.toThrow('within 6 s'))
    await vi.advanceTimersByTimeAsync(12_100)
    await Promise.all(asked)
    expect(connect).toHaveBeenCalledTimes(2)
    expect(ours.destroyed).toBe(true)
  })

  it('waits for a few others, and not for all of them', async () => {
    const session = new OwnSession(never, CREDENTIALS)
    const asked = Array.from({ length: 60 }, () =>
      session.query('SELECT 1', [], {}).then(() => 'answered', String),
    )
    const soon = Promise.race(asked)
    await vi.advanceTimersByTimeAsync(0)
    expect(await soon).toContain('busy with earlier questions')
    await vi.advanceTimersByTimeAsync(20_000)
    const said = await Promise.all(asked)
    expect(said.filter((words) => words.includes('within 6 s')).length).toBeLessThanOrEqual(3)
  })
})
