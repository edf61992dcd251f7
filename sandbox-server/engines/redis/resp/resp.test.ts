import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandText, replyText } from './describe'
import { decodeReply, encodeCommand, encodeReply, type Reply } from './reply'
import { ReplyScanner } from './reply-scanner'
import { RequestParser, RespFault } from './request-parser'

/** The same bytes in pieces of other sizes. */
function* inPieces(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 })

const leaf: fc.Arbitrary<Reply> = fc.oneof(
  fc.constantFrom('+', '-', ':', ',', '#').map((sign): Reply => ({ sign, line: '1' })),
  bytes.map((body): Reply => ({ sign: '$', body })),
  fc.constant<Reply>({ sign: '$', body: null }),
)
const tree: fc.Arbitrary<Reply> = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('reply'), { maxLength: 4 }).map((items): Reply => ({ sign: '*', items })),
  ),
})).reply

const readAll = (sent: Buffer, cuts: readonly number[]): Buffer[][] => {
  const found: Buffer[][] = []
  const parser = new RequestParser()
  for (const piece of inPieces(sent, cuts)) {
    parser.push(piece)
    for (let command = parser.next(); command; command = parser.next())
      if (command.length > 0) found.push(command)
  }
  return found
}

describe('RESP', () => {
  it('reads commands in whatever pieces they come', () => {
    const command = fc.array(bytes, { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(command, { maxLength: 5 }), sizes, (commands, cuts) => {
        expect(readAll(Buffer.concat(commands.map((one) => encodeCommand(one))), cuts)).toEqual(commands)
      }),
    )
  })

  it.each([
    [`set a "b c" 'd e'`, ['set', 'a', 'b c', 'd e']],
    [`set a "b\\"c"`, ['set', 'a', 'b\\"c']],
    ['  get   a ', ['get', 'a']],
  ])('reads what is typed by hand: %s', (line, words) => {
    expect(readAll(Buffer.from(`${line}\r\n`), [1000])).toEqual([words.map((word) => Buffer.from(word))])
  })

  it.each(['"', "'", '"\\"', '\\"'.repeat(32_000), `${'"\\'.repeat(32_000)}\\`])(
    'refuses quotes that do not end, at once: %#',
    (line) => {
      const since = process.cpuUsage()
      expect(() => readAll(Buffer.from(`${line}\r\n`), [100_000])).toThrow(RespFault)
      // Our own work, in microseconds, however busy the machine is.
      expect(process.cpuUsage(since).user).toBeLessThan(300_000)
    },
  )

  it('finds where replies end in whatever pieces they come', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), sizes, (replies, cuts) => {
        const found: Buffer[] = []
        let pieces: Buffer[] = []
        const scanner = new ReplyScanner({
          piece: (piece) => pieces.push(piece),
          end: () => {
            found.push(Buffer.concat(pieces))
            pieces = []
          },
        })
        const sent = replies.map((reply) => encodeReply(reply))
        for (const piece of inPieces(Buffer.concat(sent), cuts)) scanner.push(piece)
        expect(found).toEqual(sent)
        expect(found.map((one) => encodeReply(decodeReply(one)))).toEqual(sent)
      }),
    )
  })

  it('ends with a RespFault or nothing, whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          fc.string().map((text) => Buffer.from(`*${text}\r\n$${text}\r\n`)),
        ),
        (sent) => {
          try {
            readAll(sent, [7])
          } catch (error) {
            expect(error).toBeInstanceOf(RespFault)
          }
        },
      ),
    )
  })

  it('reads commands typed by hand', () => {
    const said = readAll(Buffer.from('  set "a key"  value\r\n\r\nPING\n'), [3])
    expect(said.map((words) => words.map(String))).toEqual([['set', 'a key', 'value'], ['PING']])
  })

  it('writes a command as one would type it', () => {
    const text = (...args: string[]) => commandText(args.map((arg) => Buffer.from(arg)))
    expect(text('SET', 'sess:abc', '{"views":1}', 'EX', '60')).toBe(`SET sess:abc '{"views":1}' EX 60`)
    expect(text('SET', "it's", '')).toBe(`SET "it's" ''`)
    expect(text('SET', 'k', 'x'.repeat(1e6))).toHaveLength(2000)
  })

  it.each([
    ['+OK\r\n', 'ok', 'OK'],
    ['$-1\r\n', 'ok', '(nil)'],
    ['_\r\n', 'ok', '(nil)'],
    [':3\r\n', 'ok', '3'],
    ['$5\r\nhello\r\n', 'ok', 'hello'],
    ['*2\r\n:1\r\n:2\r\n', 'ok', '2 items'],
    ['-NOPERM no\r\n', 'error', 'NOPERM no'],
  ])('says of %j in short: %s, %s', (sent, outcome, reply) => {
    expect(replyText(Buffer.from(sent))).toEqual({ outcome, reply })
  })
})
