import { describe, expect, it } from 'vitest'
import type { EngineView } from '../engine'
import type { TraceEventOf } from '../trace-event'
import { editLife, engineLife } from './engine-life'

const engine: EngineView = {
  source: {
    kind: 'redis',
    from: 'program',
    name: 'Redis 7.0.15',
    why: 'redis-server is on PATH.',
    hint: null,
    address: 'redis://localhost:6379',
  },
  state: 'running',
  latencyMs: 0,
  fault: null,
  login: null,
}
const changed = (
  reason: TraceEventOf<'engine.changed'>['reason'],
  about: Partial<EngineView> = {},
): TraceEventOf<'engine.changed'> => ({
  id: 1,
  at: 0,
  type: 'engine.changed',
  reason,
  engine: { ...engine, ...about },
})

describe('engineLife', () => {
  it.each<[TraceEventOf<'engine.changed'>, string, string | null, string]>([
    [changed('stopped', { state: 'stopped' }), 'Redis stopped', 'connections are refused', 'attention'],
    [changed('started'), 'Redis started', null, 'good'],
    [changed('died', { state: 'failed', fault: 'Killed.' }), 'Redis died', 'Killed.', 'bad'],
    [changed('failed', { state: 'failed', fault: 'No room.' }), 'Redis failed', 'No room.', 'bad'],
    [changed('idle', { state: 'idle' }), 'Redis asleep', 'unused; the next connection starts it', 'quiet'],
    [changed('latency', { latencyMs: 200 }), 'Redis slow', 'every answer 200 ms later', 'attention'],
    [changed('latency'), 'Redis quick again', null, 'plain'],
  ])('%#', (event, text, detail, tone) => {
    expect(engineLife(event)).toEqual({ kind: 'engine', text, detail, tone })
  })

  it.each(['used', 'ready', 'login'] as const)('makes no row of %s', (reason) => {
    expect(engineLife(changed(reason))).toBeNull()
  })
})

describe('editLife', () => {
  const edited: TraceEventOf<'record.edited'> = {
    id: 1,
    at: 0,
    type: 'record.edited',
    kind: 'postgres',
    sid: 'abc',
    action: 'edited',
  }
  it('names the store and the session', () => {
    expect(editLife(edited)).toMatchObject({
      text: 'Record edited',
      detail: 'by hand, in PostgreSQL',
      sid: 'abc',
    })
    expect(editLife({ ...edited, action: 'removed' }).text).toBe('Record deleted')
  })
  it('says whose cookie it was', () => {
    const row = editLife({ ...edited, kind: 'cookie', sid: 'alice/session', action: 'removed' })
    expect(row).toEqual({ kind: 'record', text: 'Cookie deleted', detail: 'alice/session', tone: 'plain' })
  })
})
