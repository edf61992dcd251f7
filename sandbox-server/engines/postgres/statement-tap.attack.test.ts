import { beforeEach, describe, expect, it } from 'vitest'
import type { EngineCommand } from '../../../protocol/engine'
import { LIMITS } from '../../../protocol/limits'
import { collected } from '../collected.fixture'
import { StatementTap } from './statement-tap'
import { int16, int32, message, text } from './wire/message'

const MB = 1024 * 1024
const VALUE = Buffer.concat([int32(4000), Buffer.alloc(4000, 'v')])
const VALUES = Buffer.concat(Array.from({ length: 20 }, () => VALUE))

const parse = (sql: string): Buffer => message('P', text(''), text(sql), int16(0))
const bind = (portal: string): Buffer =>
  message('B', text(portal), text(''), int16(0), int16(20), VALUES, int16(0))
const execute = (portal: string): Buffer => message('E', text(portal), int32(0))
const failure = (words: string): Buffer => message('E', Buffer.from(`C42601\0M${words}\0\0`))
const ready = message('Z', Buffer.from('I'))
const done = Buffer.concat([message('C', text('SELECT 1')), ready])

describe('an app that makes us remember', () => {
  let commands: EngineCommand[]
  let tap: StatementTap
  const growth = (work: () => void): number => {
    const before = collected().heapUsed
    work()
    return collected().heapUsed - before
  }
  beforeEach(() => {
    commands = []
    tap = new StatementTap({ tell: (command) => void commands.push(command), onKey: () => undefined })
  })

  it('is not remembered at all while the server skips to the next Sync, and told on from there', () => {
    tap.fromApp(parse('nonsense'))
    tap.fromServer(failure('syntax error'))
    const grown = growth(() => {
      for (let n = 0; n < 2000; n += 1) tap.fromApp(Buffer.concat([bind(String(n)), execute(String(n))]))
    })
    expect(grown).toBeLessThan(MB)
    tap.fromApp(Buffer.concat([message('S'), message('Q', text('SELECT 1'))]))
    tap.fromServer(Buffer.concat([ready, done]))
    expect(commands).toMatchObject([
      { text: 'nonsense', outcome: 'error', reply: 'syntax error' },
      { text: 'SELECT 1', outcome: 'ok', reply: '1 row' },
    ])
  })

  it('by statements that nobody answers takes little, and answers still belong to the right ones', () => {
    tap.fromApp(parse('SELECT $1'))
    const grown = growth(() => {
      for (let n = 0; n < 1000; n += 1) tap.fromApp(Buffer.concat([bind(''), execute('')]))
    })
    expect(grown).toBeLessThan(3 * MB)
    tap.fromApp(Buffer.concat([message('S'), message('Q', text('SELECT 2'))]))
    for (let n = 0; n < 1000; n += 1) tap.fromServer(message('C', text('SELECT 3')))
    tap.fromServer(Buffer.concat([ready, done]))
    expect(commands).toHaveLength(1001)
    expect(commands[0]?.parameters).toEqual(Array(20).fill('v'.repeat(LIMITS.engine.parameterLength)))
    expect(commands.at(-1)).toMatchObject({ text: 'SELECT 2', reply: '1 row' })
  })

  it('by names of portals takes little', () => {
    tap.fromApp(parse('SELECT $1'))
    const grown = growth(() => {
      for (let n = 0; n < 256; n += 1) tap.fromApp(bind(String(n)))
    })
    expect(grown).toBeLessThan(2 * MB)
    tap.fromApp(execute('255'))
    tap.fromServer(message('C', text('SELECT 1')))
    expect(commands).toMatchObject([{ text: 'SELECT $1', reply: '1 row' }])
  })

  it('is told whose question was refused before its Sync when another waits behind', () => {
    tap.fromApp(Buffer.concat([parse('nonsense'), message('S'), message('Q', text('SELECT 2'))]))
    tap.fromServer(Buffer.concat([failure('syntax error'), ready, done]))
    expect(commands).toMatchObject([
      { text: 'nonsense', outcome: 'error' },
      { text: 'SELECT 2', outcome: 'ok', reply: '1 row' },
    ])
  })
})
