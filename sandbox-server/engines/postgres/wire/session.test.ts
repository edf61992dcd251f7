import { duplexPair } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { int32, message, text } from './message'
import { Session } from './session'

const READY = message('Z', Buffer.from('I'))
const DONE = Buffer.concat([message('C', text('SELECT 0')), READY])

/** A session with a server that says what it is told to. */
async function open(): Promise<{ session: Session; say: (bytes: Buffer) => Promise<void> }> {
  const [ours, theirs] = duplexPair()
  theirs.resume()
  const say = async (bytes: Buffer): Promise<void> => {
    theirs.write(bytes)
    await new Promise(setImmediate)
  }
  const opening = Session.open(ours, { user: 'ann', password: '', database: 'ann' }, 'test')
  await say(Buffer.concat([message('R', int32(0)), READY]))
  return { session: await opening, say }
}

describe('a server that falls silent', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is waited for no longer than was said, and then by nobody', async () => {
    const { session } = await open()
    const both = [session.ask('SELECT 1', [], { silentMs: 1000 }), session.ask('SELECT 2')]
    const refused = Promise.all(both.map((one) => expect(one).rejects.toThrow('does not answer')))
    await vi.advanceTimersByTimeAsync(1000)
    await refused
    expect(session.usable).toBe(false)
  })

  it('is not thought to be silent while it works for somebody who waits longer', async () => {
    const { session, say } = await open()
    const slow = session.ask('CREATE DATABASE a', [], { silentMs: 5000 })
    const quick = session.ask('SELECT 1', [], { silentMs: 1000 })
    await vi.advanceTimersByTimeAsync(4000)
    await say(DONE)
    await slow
    await vi.advanceTimersByTimeAsync(900)
    await say(DONE)
    expect((await quick).tag).toBe('SELECT 0')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(session.usable).toBe(true)
  })

  it('keeps no connection that was closed', async () => {
    const { session } = await open()
    session.close()
    await vi.advanceTimersByTimeAsync(10_000)
    await session.closed
  })
})
