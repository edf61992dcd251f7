import { afterEach, describe, expect, it, vi } from 'vitest'
import { chooseSource, type Place } from './source'

const there = (from: Place<string>['from']): Place<string> => ({
  from,
  find: () => ({ name: from, why: `It is ${from}.`, use: from }),
})
const missing = (from: Place<string>['from'], said: string | null): Place<string> => ({
  from,
  find: () => said,
})
const ask = (env: Record<string, string>, places: Place<string>[]) =>
  chooseSource({ kind: 'redis', env, places, hint: 'Install it.' })

afterEach(() => {
  vi.useRealTimers()
})

describe('what serves', () => {
  it('is the first that is there, and says why it is not an earlier one', async () => {
    const places = [missing('url', null), missing('program', 'There is none on PATH.'), there('stand-in')]
    const { source, use } = await ask({}, places)
    expect(use).toBe('stand-in')
    expect(source).toMatchObject({ from: 'stand-in', address: 'redis://localhost:6379', hint: 'Install it.' })
    expect(source.why).toBe('There is none on PATH. It is stand-in.')
  })

  it('is not waited for where it keeps silent', async () => {
    vi.useFakeTimers()
    const silent: Place<string> = { from: 'url', find: () => new Promise(() => undefined) }
    const asked = ask({}, [silent, there('stand-in')])
    await vi.advanceTimersByTimeAsync(20_000)
    expect((await asked).source.why).toBe(
      'The server that the URL names does not answer within 20 s. It is stand-in.',
    )
  })

  it('is what the environment asks for, and nothing else', async () => {
    const places = [there('url'), there('program'), missing('embedded', 'It does not work here.')]
    expect((await ask({ CRUMBTRAIL_REDIS: 'program' }, places)).use).toBe('program')
    const none = await ask({ CRUMBTRAIL_REDIS: 'embedded' }, places)
    expect(none).toMatchObject({ use: null, source: { from: 'none', hint: 'Install it.' } })
    expect(none.source.why).toContain('It does not work here.')
    expect((await ask({ CRUMBTRAIL_REDIS: 'none' }, places)).source.from).toBe('none')
  })

  it('ends with a sentence when the environment asks for nonsense', async () => {
    await expect(ask({ CRUMBTRAIL_REDIS: 'mine' }, [])).rejects.toThrow(/CRUMBTRAIL_REDIS is "mine"/)
  })

  it('gives no hint where it is real', async () => {
    expect((await ask({}, [there('program')])).source.hint).toBeNull()
  })
})
