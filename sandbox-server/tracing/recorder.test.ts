import { describe, expect, it } from 'vitest'
import { TraceEvent, type NewTraceEvent } from '../../protocol/trace-event'
import { Recorder, type Line } from './recorder'
import { redactor, relativeTo } from './redaction'

const line = (text: string): NewTraceEvent => ({
  type: 'console',
  exchange: null,
  stream: 'stdout',
  text,
  file: null,
  line: null,
  instance: 1,
})

function setUp(bounds = { events: 10, bytes: 100_000, eventBytes: 2000 }, redact = (json: string) => json) {
  const stored: Line[] = []
  const sink = {
    append: (added: Line) => stored.push(added),
    replace: (lines: readonly Line[]) => stored.splice(0, stored.length, ...lines),
  }
  const recorder = new Recorder({ sink, redact, bounds })
  const events = (): TraceEvent[] => recorder.after(0).map(({ json }) => TraceEvent.parse(JSON.parse(json)))
  return { recorder, stored, events }
}

describe('Recorder', () => {
  it('numbers events without gaps and gives those after an id', () => {
    const { recorder } = setUp()
    for (const text of 'abc') recorder.record(line(text))
    expect(recorder.after(1).map(({ id }) => id)).toEqual([2, 3])
    expect(recorder.after(3)).toEqual([])
  })

  it('gives everything to a client that knows an id from a future that never was', () => {
    const { recorder } = setUp()
    recorder.record(line('a'))
    expect(recorder.after(99)).toHaveLength(1)
  })

  it('drops the older half, says how much, and says again what still counts, in its order', () => {
    const { recorder, events, stored } = setUp()
    recorder.record({ type: 'browser.added', browser: 'alice', real: false })
    recorder.record({ type: 'jar.changed', browser: 'alice', reason: 'cleared', exchange: null, cookies: [] })
    recorder.record({ type: 'run.started', run: 1, reason: 'run' })
    for (let n = 0; n < 9; n += 1) recorder.record(line(String(n)))
    const types = events().map(({ type }) => type)
    const cut = types.indexOf('trace.truncated')
    expect(types.slice(cut, cut + 4)).toEqual([
      'trace.truncated',
      'browser.added',
      'jar.changed',
      'run.started',
    ])
    expect(events().filter(({ repeated }) => repeated)).toHaveLength(3)
    expect(stored.map(({ id }) => id)).toEqual(events().map(({ id }) => id))
    expect(events().length).toBeLessThanOrEqual(10)
  })

  it('follows the latest stores of an app that makes them without end, at little work for each', () => {
    let cleaned = 0
    const count = (json: string): string => {
      cleaned += 1
      return json
    }
    const { recorder } = setUp({ events: 200, bytes: 1_000_000, eventBytes: 2000 }, count)
    for (let n = 0; n < 2000; n += 1)
      recorder.record({
        type: 'store.made',
        exchange: null,
        instance: 1,
        store: 'FileStore',
        recognised: true,
        options: { path: String(n) },
      })
    const paths = [...recorder.states()].map((event) => event.type === 'store.made' && event.options.path)
    expect(paths).toHaveLength(50)
    expect(paths.at(-1)).toBe('1999')
    expect(cleaned).toBeLessThan(2 * 2000)
  })

  it('goes on where an earlier life ended', () => {
    const first = setUp()
    first.recorder.record(line('a'))
    const second = setUp()
    second.recorder.restore(first.events())
    expect(second.recorder.record(line('b')).id).toBe(2)
  })

  it('cuts an event that is too large, and keeps its shape', () => {
    const { recorder, events } = setUp()
    recorder.record(line('x'.repeat(50_000)))
    const record = { sid: 's', data: { x: 'y'.repeat(900) }, expires: null, where: 'w', raw: 'r', bytes: 1 }
    const snapshot = {
      kind: 'memory' as const,
      engine: 'e',
      instance: 1,
      records: Array(50).fill(record),
      total: 50,
    }
    recorder.record({ type: 'store.changed', exchange: null, snapshot })
    expect(recorder.after(0).every(({ json }) => json.length <= 2000)).toBe(true)
    expect(events()[1]).toMatchObject({ snapshot: { total: 50 } })
  })

  it('a new run forgets the stores of the one before', () => {
    const { recorder } = setUp()
    const made = {
      type: 'store.made',
      exchange: null,
      store: 'FileStore',
      options: {},
      recognised: true,
      instance: 1,
    } as const
    recorder.record(made)
    recorder.record({ type: 'run.started', run: 2, reason: 'run' })
    expect([...recorder.states()].map(({ type }) => type)).toEqual(['run.started'])
  })
})

describe('redaction', () => {
  it('makes paths of the host relative and hides secrets, in texts of any depth', () => {
    const redact = redactor([...relativeTo('/data/boxes/b1/work'), { find: 's3cret"x', replace: '[secret]' }])
    const { recorder, events } = setUp(undefined, redact)
    recorder.record(line('at /data/boxes/b1/work/app.js:3 in /data/boxes/b1/work with s3cret"x'))
    expect(events()[0]).toMatchObject({ text: 'at app.js:3 in . with [secret]' })
  })
})
