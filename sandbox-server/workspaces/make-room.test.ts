import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import type { AppState } from '../../protocol/workspace'
import { CapacityError, type LeaseRequest, type Runner } from '../isolation/runner'
import { FakeRunner } from './fake-runner.fixture'
import { restLongestUnused, withRoom } from './make-room'

const { unusedMs } = LIMITS.sandbox

function app(name: string, state: AppState, quietMs: number, rested: string[]) {
  const rest = () => Promise.resolve(void rested.push(name))
  return { app: { state }, idle: { quietMs: () => quietMs }, rest }
}

describe('who gives up a sandbox', () => {
  it('is the app that was left alone for longest', async () => {
    const rested: string[] = []
    const apps = [
      app('used', 'ready', 0, rested),
      app('left', 'ready', unusedMs + 1, rested),
      app('left for longer', 'ready', unusedMs + 2, rested),
      app('stopped', 'stopped', unusedMs + 3, rested),
    ]
    expect(await restLongestUnused(apps)).toBe(true)
    expect(rested).toEqual(['left for longer'])
  })

  it('is another one for each of two who ask at the same time', async () => {
    const rested: string[] = []
    const apps = ['one', 'other'].map((name) => app(name, 'ready', unusedMs + 1, rested))
    expect(await Promise.all([restLongestUnused(apps), restLongestUnused(apps)])).toEqual([true, true])
    expect(rested.sort()).toEqual(['one', 'other'])
  })

  it('is nobody while every app is in use', async () => {
    const rested: string[] = []
    expect(await restLongestUnused([app('used', 'ready', unusedMs - 1, rested)])).toBe(false)
    expect(rested).toEqual([])
  })
})

describe('a runner without a sandbox left', () => {
  const full = (times: number): Runner => {
    const runner = new FakeRunner()
    const lease = runner.lease.bind(runner)
    let refused = 0
    runner.lease = (request) => (refused++ < times ? Promise.reject(new CapacityError('full')) : lease(request))
    return runner
  }
  const REQUEST = { instances: 1, folder: '/nowhere' } as LeaseRequest

  it.each([1, 3])('asks again when there is room, also when others took it %i times', async (times) => {
    await expect(withRoom(full(times), () => Promise.resolve(true)).lease(REQUEST)).resolves.toBeDefined()
  })

  it.each([
    ['nobody gives up one', 1, false],
    ['there is none again and again', 4, true],
  ])('refuses when %s', async (_when, times, hasRoom) => {
    await expect(withRoom(full(times), () => Promise.resolve(hasRoom)).lease(REQUEST)).rejects.toThrow('full')
  })
})
