import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Patience } from './patience'

/** Nothing of this process happens meanwhile. */
const pause = (ms: number): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

describe('patience', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('ends when nothing is said for as long as was told, and no sooner', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const onSilence = vi.fn()
    const patience = new Patience(1000, onSilence)
    patience.asked()
    vi.advanceTimersByTime(900)
    patience.heard(true)
    vi.advanceTimersByTime(900)
    await new Promise(setImmediate)
    expect(onSilence).not.toHaveBeenCalled()
    vi.advanceTimersByTime(100)
    await new Promise(setImmediate)
    expect(onSilence).toHaveBeenCalledOnce()
  })

  it('takes no pause of its own process for silence: what came meanwhile is read first', async () => {
    const server = createServer((socket) => {
      // It is there before the pause is over.
      socket.once('data', () => {
        socket.write('answer')
        pause(300)
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
    await once(socket, 'connect')
    const onSilence = vi.fn()
    const patience = new Patience(200, onSilence)
    socket.on('data', () => {
      patience.heard(false)
    })
    socket.write('question')
    patience.asked()
    await once(socket, 'data')
    await delay(10)
    expect(onSilence).not.toHaveBeenCalled()
    socket.destroy()
    server.close()
  })
})
