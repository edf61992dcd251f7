import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { IdleTimer } from './idle-timer'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function timer() {
  const onIdle = vi.fn(() => Promise.resolve())
  return { onIdle, idle: new IdleTimer(onIdle, 1000) }
}

it('calls after a while without anything', () => {
  const { idle, onIdle } = timer()
  idle.touch()
  vi.advanceTimersByTime(900)
  idle.touch()
  vi.advanceTimersByTime(900)
  expect(onIdle).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  expect(onIdle).toHaveBeenCalledOnce()
})

it('never while an exchange is open, however long; a while after the last one is over', () => {
  const { idle, onIdle } = timer()
  const [first, second] = [idle.hold(), idle.hold()]
  idle.touch()
  vi.advanceTimersByTime(60_000)
  first()
  first()
  vi.advanceTimersByTime(60_000)
  expect(onIdle).not.toHaveBeenCalled()
  second()
  vi.advanceTimersByTime(999)
  expect(onIdle).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onIdle).toHaveBeenCalledOnce()
})
