import { describe, expect, it } from 'vitest'
import type { TraceEventOf } from '../trace-event'
import { commandLabel, sidOf } from './command-words'
import { beginExchange } from './exchange'

const SID = 'x7QkM2rTn4Zf'
const command = (about: Partial<TraceEventOf<'engine.command'>>): TraceEventOf<'engine.command'> => ({
  id: 9,
  at: 0,
  type: 'engine.command',
  exchange: 'x1',
  kind: 'redis',
  verb: 'GET',
  text: `GET sess:${SID}`,
  parameters: [],
  outcome: 'ok',
  reply: 'OK',
  durationUs: 200,
  sentBytes: 10,
  receivedBytes: 10,
  ...about,
})
const view = beginExchange(
  {
    id: 1,
    at: 0,
    type: 'exchange.started',
    exchange: 'x1',
    browser: 'alice',
    method: 'GET',
    url: '/',
    initiator: null,
    redirectOf: null,
  },
  1,
)

describe('commandLabel', () => {
  it.each<[Partial<TraceEventOf<'engine.command'>>, string]>([
    [{}, 'GET sess:…'],
    [{ reply: '(nil)' }, 'GET sess:…, (nil)'],
    [{ verb: 'SET', text: `SET sess:${SID} {"views":1,"a":{"b":2}} EX 86400` }, 'SET sess:… {…} EX 86400'],
    [{ verb: 'SET', text: `SET sess:${SID} {"cut off in the mid` }, 'SET sess:… {…}'],
    [{ kind: 'memcached', verb: 'set', text: `set ${SID} 0 3600 82\r\n{"views":1}` }, 'set … 0 3600 82'],
    [
      { kind: 'postgres', verb: 'SELECT', text: 'SELECT sess FROM "session"', reply: '1 row' },
      'SELECT …, 1 row',
    ],
    [{ verb: 'SET', outcome: 'error', reply: 'OOM command not allowed' }, 'SET …, OOM command not allowed'],
  ])('%j: %s', (about, label) => {
    expect(commandLabel(command(about), SID)).toBe(label)
  })
})

describe('sidOf', () => {
  it('finds the session of the exchange in the text or in a parameter', () => {
    const known = { ...view, sid: SID }
    expect(sidOf(command({}), known)).toBe(SID)
    expect(sidOf(command({ text: 'SELECT $1', parameters: [null, SID] }), known)).toBe(SID)
    expect(sidOf(command({ text: 'PING' }), known)).toBeNull()
    expect(sidOf(command({}), view)).toBeNull()
  })
})
