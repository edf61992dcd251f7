import { describe, expect, it } from 'vitest'
import type { EngineCommand } from '../../protocol/engine'
import type { NewTraceEvent, TraceEvent } from '../../protocol/trace-event'
import { CommandOwner } from './command-owner'

function setUp() {
  const time = { ms: 0 }
  const owner = new CommandOwner(() => time.ms)
  let id = 0
  const hear = (event: NewTraceEvent): void => {
    const numbered: TraceEvent = Object.assign({}, event, { id: (id += 1), at: 0 })
    owner.hear(numbered)
  }
  const start = (exchange: string): void => {
    const about = { browser: 'alice', method: 'GET', url: '/', initiator: null, redirectOf: null }
    hear({ type: 'exchange.started', exchange, ...about })
  }
  const end = (exchange: string): void => {
    hear({ type: 'exchange.failed', exchange, error: { code: '', message: '' }, durationMs: 1 })
  }
  const call = (exchange: string, sid: string, number: number): void => {
    hear({ type: 'store.called', exchange, call: number, op: 'get', store: 'RedisStore', sid, instance: 1 })
  }
  const answer = (number: number): void => {
    const about = { op: 'get', sid: null, outcome: 'hit', durationUs: 1, error: null } as const
    hear({ type: 'store.answered', exchange: null, call: number, ...about, instance: 1 })
  }
  const of = (text: string, parameters: string[] = []): string | null => owner.of(command(text, parameters))
  return { time, start, end, call, answer, of }
}

const command = (text: string, parameters: string[]): EngineCommand => ({
  kind: 'redis',
  verb: 'GET',
  text,
  parameters,
  outcome: 'ok',
  reply: 'OK',
  durationUs: 1,
  sentBytes: 1,
  receivedBytes: 1,
})

describe('a command belongs to', () => {
  it('the exchange whose store call names the session in it, among several under way', () => {
    const { start, call, of } = setUp()
    start('x1')
    start('x2')
    call('x1', 'aaa', 1)
    call('x2', 'bbb', 2)
    expect([of('GET sess:bbb'), of('SELECT sess FROM session WHERE sid = $1', ['aaa'])]).toEqual(['x2', 'x1'])
    expect(of('GET sess:ccc')).toBeNull()
  })

  it('each of two exchanges of one session in turn', () => {
    const { start, call, of } = setUp()
    start('x1')
    start('x2')
    call('x1', 'aaa', 1)
    call('x2', 'aaa', 2)
    expect([of('GET sess:aaa'), of('GET sess:aaa')]).toEqual(['x1', 'x2'])
  })

  it('the one whose id says more when one id is part of another', () => {
    const { start, call, of } = setUp()
    start('x1')
    start('x2')
    call('x1', 'a', 1)
    call('x2', 'ab', 2)
    expect(of('GET sess:ab')).toBe('x2')
  })

  it('an exchange that is over, when the news of the command comes late; but not for ever', () => {
    const { time, start, end, call, answer, of } = setUp()
    start('x1')
    call('x1', 'aaa', 1)
    answer(1)
    end('x1')
    expect(of('SET sess:aaa')).toBe('x1')
    time.ms += 1000
    expect(of('SET sess:aaa')).toBeNull()
  })

  it('the only exchange under way when no store call explains it', () => {
    const { start, end, of } = setUp()
    expect(of('PING')).toBeNull()
    start('x1')
    expect(of('GET user:1')).toBe('x1')
    start('x2')
    expect(of('GET user:1')).toBeNull()
    end('x1')
    expect(of('GET user:1')).toBe('x2')
  })
})

it('an app that reports calls without end costs no memory', () => {
  const { start, call, of } = setUp()
  start('x1')
  start('x2')
  for (let n = 0; n < 5000; n += 1) call('x1', `s${String(n)}.`, n)
  expect([of('GET s0.'), of('GET s4999.')]).toEqual([null, 'x1'])
})
