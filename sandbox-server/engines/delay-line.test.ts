import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DelayLine } from './delay-line'

const read = (line: DelayLine): Promise<Buffer> =>
  new Promise((resolve) => {
    const pieces: Buffer[] = []
    line.on('data', (piece: Buffer) => pieces.push(piece))
    line.on('end', () => {
      resolve(Buffer.concat(pieces))
    })
  })

afterEach(() => {
  vi.useRealTimers()
})

describe('a delay line', () => {
  it('carries everything in order, though the latency changes', async () => {
    let latency = 30
    const line = new DelayLine(() => latency)
    const sent = Array.from({ length: 200 }, (_, n) => Buffer.from(`${n},`))
    const whole = read(line)
    for (const [n, piece] of sent.entries()) {
      latency = n % 7 === 0 ? 0 : 30 - (n % 30)
      line.write(piece)
    }
    line.end()
    expect((await whole).toString()).toBe(sent.join(''))
  })

  it('delays a large answer once, not once per piece', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const line = new DelayLine(() => 100)
    let arrived = false
    const whole = read(line).finally(() => (arrived = true))
    for (let n = 0; n < 10; n += 1) line.write(Buffer.alloc(1000))
    line.end()
    await vi.advanceTimersByTimeAsync(95)
    expect(arrived).toBe(false)
    await vi.advanceTimersByTimeAsync(10)
    expect(await whole).toHaveLength(10_000)
  })

  it('holds no more than it may, whatever the latency', () => {
    const line = new DelayLine(() => 60_000)
    let taken = 0
    while (taken < 100 && line.write(Buffer.alloc(64 * 1024))) taken += 1
    expect(taken).toBeLessThan(20)
    line.destroy()
  })

  it('holds no more than it may when nobody takes what has arrived, and goes on when somebody does', async () => {
    const line = new DelayLine(() => 1)
    let taken = 0
    while (taken < 100) {
      const drained = new Promise((resolve) =>
        line.once('drain', () => {
          resolve(true)
        }),
      )
      taken += 1
      if (line.write(Buffer.alloc(64 * 1024))) continue
      if (!(await Promise.race([drained, delay(100, false)]))) break
    }
    expect(taken).toBeLessThan(20)
    const whole = read(line)
    line.end()
    expect(await whole).toHaveLength(taken * 64 * 1024)
  })
})
