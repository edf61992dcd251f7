import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { extendTrace } from '../../../protocol/model/build'
import { EMPTY_TRACE } from '../../../protocol/model/empty-trace'
import { TraceEvent } from '../../../protocol/trace-event'
import { contestants } from './contestants'
import { judge } from './judge'

/** Recorded from the real script; what the judgement does not read was left out. */
function recorded(id: string) {
  const text = readFileSync(join(import.meta.dirname, 'fixtures', `${id}.trace.json`), 'utf8')
  return z.array(TraceEvent).parse(JSON.parse(text))
}

function row(id: string, until = Infinity) {
  const contestant = contestants.find((one) => one.id === id)
  if (!contestant) throw new Error(`Nobody is called ${id}.`)
  const events = recorded(id).filter((event) => event.id < until)
  return judge(extendTrace(EMPTY_TRACE, events), contestant)
}

const words = (id: string, question: string) => row(id)[question]?.text

describe('a row of the comparison', () => {
  it.each([
    ['memory', 'the process', 'lost', 'lost', 'has none', 'yes'],
    ['cookie', 'the browser', 'kept', 'knows her', 'has none', 'no'],
    ['redis', 'Redis’ memory', 'kept', 'knows her', 'lost', 'yes'],
    ['postgres', 'a table', 'kept', 'knows her', 'kept', 'yes'],
  ])('%s: lies in %s; restart %s; second instance %s; death %s; taken back: %s', (id, ...expected) => {
    const seen = ['lies', 'restart', 'instances', 'death', 'revoke'].map((question) => words(id, question))
    expect(seen).toEqual(expected)
  })

  it('counts bytes as they were sent', () => {
    expect(words('cookie', 'cookie')).toBe('75 B')
    expect(words('memory', 'wire')).toBe('has none')
    expect(words('redis', 'wire')).toBe('334 B')
    expect(row('redis').wire?.because).toBe('2 commands: 235 bytes there, 99 back.')
  })

  it('takes the median of the timed requests', () => {
    expect(row('memory').speed).toMatchObject({ text: '2.5 ms', tone: 'plain' })
  })

  it('names the server that served, and says so when it is a stand-in', () => {
    expect(words('postgres', 'needs')).toBe('PostgreSQL 18.4')
    const redis = contestants.find(({ id }) => id === 'redis')
    const events = recorded('redis').map((event) =>
      event.type === 'engine.changed'
        ? {
            ...event,
            engine: { ...event.engine, source: { ...event.engine.source, from: 'stand-in' as const } },
          }
        : event,
    )
    expect(redis && judge(extendTrace(EMPTY_TRACE, events), redis).needs).toMatchObject({
      text: 'a stand-in',
      tone: 'bad',
    })
  })

  it('says nothing of what has not been seen yet', () => {
    const restart = recorded('redis').find(
      (event) => event.type === 'run.started' && event.reason === 'restart',
    )
    const early = row('redis', restart?.id)
    expect(Object.keys(early).sort()).toEqual(['cookie', 'lies', 'needs', 'speed', 'wire'])
    expect(Object.keys(row('memory', 0)).sort()).toEqual(['death', 'needs', 'wire'])
  })
})
