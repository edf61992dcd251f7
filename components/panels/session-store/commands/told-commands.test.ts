import { expect, it } from 'vitest'
import type { EngineKind } from '@/protocol/engine'
import type { TraceEvent } from '@/protocol/trace-event'
import { toldCommands } from './told-commands'

const command = (id: number, exchange: string | null, kind: 'redis' | 'postgres' = 'redis'): TraceEvent => ({
  id,
  at: id,
  type: 'engine.command',
  exchange,
  kind,
  verb: 'GET',
  text: 'GET a',
  parameters: [],
  outcome: 'ok',
  reply: '(nil)',
  durationUs: 100,
  sentBytes: 1,
  receivedBytes: 1,
})
const events: TraceEvent[] = [
  command(1, null),
  command(2, 'x1'),
  command(3, 'x1', 'postgres'),
  { id: 4, at: 4, type: 'engine.commands-skipped', skipped: 7 },
  command(5, 'x2'),
]
const ids = (wanted: Parameters<typeof toldCommands>[1]) =>
  toldCommands(events, wanted).commands.map(({ id }) => id)

it('tells those of one kind, up to the cursor, of all exchanges or of one', () => {
  expect(ids({ kind: 'redis', cursor: 9, exchange: null })).toEqual([1, 2, 5])
  expect(ids({ kind: 'redis', cursor: 4, exchange: null })).toEqual([1, 2])
  expect(ids({ kind: 'redis', cursor: 9, exchange: { id: 'x1', firstEventId: 2 } })).toEqual([2])
  expect(ids({ kind: 'postgres', cursor: 9, exchange: null })).toEqual([3])
})

it('keeps the last two hundred and counts the others', () => {
  const many = Array.from({ length: 250 }, (_, index) => command(index + 1, null))
  const told = toldCommands(many, { kind: 'redis', cursor: 999, exchange: null })
  expect(told.commands).toHaveLength(200)
  expect(told.left).toBe(50)
  expect(toldCommands(events, { kind: 'redis', cursor: 9, exchange: null }).left).toBe(7)
})

it('counts those of a burst with their own engine, and of an older trace with each', () => {
  const skipped = (id: number, kind: EngineKind | undefined, count: number): TraceEvent => {
    return { id, at: id, type: 'engine.commands-skipped', skipped: count, ...(kind && { kind }) }
  }
  const burst = [skipped(1, 'redis', 20), skipped(2, 'postgres', 3), skipped(3, undefined, 100)]
  const left = (kind: EngineKind) => toldCommands(burst, { kind, cursor: 9, exchange: null }).left
  expect([left('redis'), left('postgres'), left('mongo')]).toEqual([120, 103, 100])
})

it('tells what was asked by hand among them, and with a request what was asked since it began', () => {
  const asked = (id: number): TraceEvent => ({
    id,
    at: id,
    type: 'engine.asked',
    kind: 'postgres',
    verb: 'SELECT',
    text: 'select 1',
    parameters: [],
    outcome: 'ok',
    reply: '1 row',
    durationUs: 100,
  })
  const mixed = [asked(1), command(2, 'x1', 'postgres'), asked(3), command(4, 'x2', 'postgres')]
  const of = (exchange: Parameters<typeof toldCommands>[1]['exchange']) =>
    toldCommands(mixed, { kind: 'postgres', cursor: 9, exchange }).commands.map(({ id }) => id)
  expect(of(null)).toEqual([1, 2, 3, 4])
  expect(of({ id: 'x1', firstEventId: 2 })).toEqual([2, 3])
  expect(of({ id: 'x2', firstEventId: 4 })).toEqual([4])
})
