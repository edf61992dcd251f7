import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../protocol/limits'
import { refuseHost } from '../choose'
import { BusyWatch } from './busy'
import { OutputMeter } from './output-meter'
import { whyDeaf } from './watch'

const { cpuBusyMs, outputBytesPerSecond } = LIMITS.sandbox

/** Feeds a process that uses a share of a processor, and answers pings or not, for some seconds. */
function watchFor(seconds: number, share: number, answers: boolean, responds = false): boolean {
  let asked: number | null = null
  let received = 0
  let now = 0
  const watch = new BusyWatch({
    ping: () => (asked = answers ? null : (asked ?? now)),
    unansweredSince: () => asked,
    received: () => received,
  })
  for (now = 0; now < seconds * 1000; now += 250) {
    if (responds) received += 1
    if (watch.sees(now, now * share)) return true
  }
  return false
}

/** The same with a server that stands still for five seconds after it asked; an answer is read after the next look. */
function watchAcrossPause(answers: boolean): boolean {
  const pings: number[] = []
  let now = 0
  const watch = new BusyWatch({
    ping: () => pings.push(now),
    unansweredSince: () => pings[0] ?? null,
    received: () => 0,
  })
  for (const step of [250, 250, 5000, ...Array.from({ length: 40 }, () => 250)]) {
    now += step
    if (watch.sees(now, now)) return true
    if (answers && pings[0] !== now) pings.pop()
  }
  return false
}

describe('BusyWatch', () => {
  it.each([
    ['a loop', cpuBusyMs / 1000 + 2, 1, false, false, true],
    ['a loop among many', 60, 0.1, false, false, true],
    ['hard work that still answers', 20, 1, true, false, false],
    ['a loop beside the event loop', 40, 1, true, false, true],
    ['a server under load', 120, 1, true, true, false],
    ['a quiet app', 120, 0.01, false, false, false],
  ])('%s', (_name, seconds, share, answers, responds, stopped) => {
    expect(watchFor(seconds, share, answers, responds)).toBe(stopped)
  })

  it.each([
    ['an app that answers', true, false],
    ['a loop', false, true],
  ])('%s, while the server itself stood still', (_name, answers, stopped) => {
    expect(watchAcrossPause(answers)).toBe(stopped)
  })
})

describe('an app that does not answer any more', () => {
  it.each([
    ['an endless loop', 40, 'cpu'],
    ['one whose heap is full', LIMITS.sandbox.memoryMb + 40, 'memory'],
  ])('is told of %s', (_name, megabytes, limit) => {
    expect(whyDeaf(megabytes * 1024 * 1024)).toBe(limit)
  })
})

describe('OutputMeter', () => {
  it('lets a burst pass and stops a flood', () => {
    const meter = new OutputMeter()
    expect(meter.add(outputBytesPerSecond, 0)).toBe(false)
    expect(meter.add(outputBytesPerSecond, 1000)).toBe(false)
    expect(meter.add(outputBytesPerSecond * 2, 1001)).toBe(true)
  })
})

describe('refuseHost', () => {
  it.each([
    ['127.0.0.1', false, false],
    ['localhost', false, false],
    ['::1', false, false],
    ['0.0.0.0', false, true],
    ['192.168.1.5', false, true],
    ['0.0.0.0', true, false],
  ])('%s, isolating %s: refused %s', (host, isolates, refused) => {
    expect(refuseHost(host, { name: isolates ? 'bubblewrap' : 'child-process', isolates }) !== null).toBe(
      refused,
    )
  })
})
