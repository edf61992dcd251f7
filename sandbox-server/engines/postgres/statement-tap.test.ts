import { describe, expect, it } from 'vitest'
import type { EngineCommand } from '../../../protocol/engine'
import { collected } from '../collected.fixture'
import { StatementTap } from './statement-tap'
import { message, text } from './wire/message'

/** What is told of one statement that the server answers. */
function told(sql: string): EngineCommand | undefined {
  const commands: EngineCommand[] = []
  const tap = new StatementTap({ tell: (command) => void commands.push(command), onKey: () => undefined })
  tap.fromApp(message('Q', text(sql)))
  tap.fromServer(Buffer.concat([message('C', text('SELECT 1')), message('Z', Buffer.from('I'))]))
  return commands[0]
}

describe('the statements of a connection', () => {
  it.each([
    ['  -- why\n ((select 1))', 'SELECT'],
    ['/* a */ /* b */ insert into t', 'INSERT'],
    ['-- nothing', 'SQL'],
    ['', 'SQL'],
    ['/* open', 'SQL'],
  ])('are named by their first word: %j', (sql, verb) => {
    expect(told(sql)?.verb).toBe(verb)
  })

  it.each([
    ['blanks', ' '.repeat(1900)],
    ['comments', '/**/'.repeat(450)],
    ['brackets', '('.repeat(1900)],
  ])('take no time to name, whatever stands before a word that is none: %s', (_what, before) => {
    const since = process.cpuUsage()
    expect(told(`${before}1`)?.verb).toBe('SQL')
    // Our own work, in microseconds, however busy the machine is.
    expect(process.cpuUsage(since).user).toBeLessThan(500_000)
  })

  it('are told when they fail, for an app may leave before the server is ready again', () => {
    const commands: EngineCommand[] = []
    const tap = new StatementTap({ tell: (command) => void commands.push(command), onKey: () => undefined })
    const ready = message('Z', Buffer.from('I'))
    tap.fromApp(Buffer.concat([message('Q', text('SELECT 1/0')), message('Q', text('SELECT 2'))]))
    tap.fromServer(message('E', Buffer.from('C22012\0Mdivision by zero\0\0')))
    expect(commands).toMatchObject([{ text: 'SELECT 1/0', outcome: 'error', reply: 'division by zero' }])
    tap.fromServer(Buffer.concat([ready, message('C', text('SELECT 1')), ready]))
    expect(commands.slice(1)).toMatchObject([{ text: 'SELECT 2', outcome: 'ok', reply: '1 row' }])
  })

  it('are awaited until the last is answered, but not while the server itself waits for rows', () => {
    const tap = new StatementTap({ tell: () => undefined, onKey: () => undefined })
    const done = Buffer.concat([message('C', text('SELECT 1')), message('Z', Buffer.from('I'))])
    expect(tap.isAwaited).toBe(false)
    tap.fromApp(Buffer.concat([message('Q', text('SELECT 1')), message('Q', text('COPY t FROM STDIN'))]))
    tap.fromServer(done)
    expect(tap.isAwaited).toBe(true)
    tap.fromServer(message('G', Buffer.alloc(3)))
    expect(tap.isAwaited).toBe(false)
    tap.fromServer(done)
    expect(tap.isAwaited).toBe(false)
  })

  it('take little to remember, however long they and their names are', () => {
    const tap = new StatementTap({ tell: () => undefined, onKey: () => undefined })
    const before = collected().heapUsed
    for (let n = 0; n < 2000; n += 1) {
      const name = text(`${String(n)} ${'n'.repeat(30_000)}`)
      tap.fromApp(message('P', name, text(`SELECT ${'x'.repeat(30_000)}`), Buffer.alloc(2)))
      tap.fromApp(message('B', name, name, Buffer.alloc(6)))
    }
    expect(collected().heapUsed - before).toBeLessThan(15 * 1024 * 1024)
    expect(tap.fromApp(Buffer.alloc(0))).toBe(true)
  })
})
