import { BSON } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { message } from '../mongo-case.fixture'
import { TooManyFields } from './few-fields'
import type { Document } from './bson'
import { HEADER, OP_MSG, OP_QUERY, OP_REPLY, readMessage, writeAnswer } from './message'
import { MessageCutter, type Cut } from './message-cutter'

/** An OP_MSG of any sections. */
function sections(flags: number, ...all: Buffer[]): Buffer {
  const head = Buffer.alloc(HEADER + 4)
  head.writeInt32LE(head.length + Buffer.concat(all).length, 0)
  head.writeInt32LE(9, 4)
  head.writeInt32LE(OP_MSG, 12)
  head.writeUInt32LE(flags, HEADER)
  return Buffer.concat([head, ...all])
}

const body = (document: Document): Buffer => Buffer.concat([Buffer.from([0]), BSON.serialize(document)])

function list(name: string, documents: readonly Document[], longer = 0): Buffer {
  const inside = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((one) => BSON.serialize(one))])
  const head = Buffer.alloc(5)
  head[0] = 1
  head.writeInt32LE(inside.length + 4 + longer, 1)
  return Buffer.concat([head, inside])
}

describe('a message', () => {
  it('is read with its lists in their places', () => {
    const bytes = sections(0, list('documents', [{ a: 1 }, { a: 2 }]), body({ insert: 'own', $db: 'shop' }))
    const { id, document, as } = readMessage(BSON, bytes)
    expect({ id, as }).toEqual({ id: 9, as: OP_MSG })
    expect(BSON.EJSON.stringify(document)).toBe('{"insert":"own","$db":"shop","documents":[{"a":1},{"a":2}]}')
  })

  it('may want no answer, and may end with a sum that is not looked at', () => {
    expect(readMessage(BSON, sections(2, body({ ping: 1 }))).as).toBeNull()
    expect(readMessage(BSON, sections(1, body({ ping: 1 }), Buffer.alloc(4, 7))).as).toBe(OP_MSG)
  })

  it('of the old kind is a greeting', () => {
    const { document, as } = readMessage(BSON, message({ ismaster: 1 }, OP_QUERY))
    expect(document).toMatchObject({ $db: 'admin' })
    const answer = writeAnswer(BSON, { id: 1, document, as }, { ok: 1 })
    expect(answer.readInt32LE(12)).toBe(OP_REPLY)
    expect(BSON.deserialize(answer.subarray(36))).toEqual({ ok: 1 })
  })

  it('keeps the kinds of its numbers', () => {
    const kinds = { a: new BSON.Int32(1), b: new BSON.Double(1), c: BSON.Long.fromNumber(1) }
    const { document } = readMessage(BSON, sections(0, body(kinds)))
    expect(Buffer.from(BSON.serialize(document))).toEqual(Buffer.from(BSON.serialize(kinds)))
  })

  it('is counted before it is read, whatever kinds it holds', () => {
    const document = {
      ...{ a: 1, b: 1.5, c: 'x', d: null, e: true, f: new Date(), g: /x/i, h: new BSON.ObjectId() },
      ...{
        i: BSON.Long.fromNumber(1),
        j: new BSON.Binary(Buffer.from('ab')),
        k: new BSON.Timestamp({ t: 1, i: 2 }),
      },
      ...{ l: new BSON.MinKey(), m: BSON.Decimal128.fromString('1'), n: new BSON.Code('x'), o: [1, { p: {} }] },
    }
    const bytes = sections(0, body(document))
    expect(() => readMessage(BSON, bytes, 17)).toThrow(TooManyFields)
    expect(Object.keys(readMessage(BSON, bytes, 18).document)).toHaveLength(15)
    const two = sections(0, body({ a: 1 }), list('b', [{ c: 1 }, { d: 1 }]))
    expect(() => readMessage(BSON, two, 2)).toThrow(TooManyFields)
    expect(() => readMessage(BSON, two, 3)).not.toThrow()
  })

  it('nested deeper than anything is no trouble', () => {
    let inner = Buffer.from([5, 0, 0, 0, 0])
    for (let depth = 0; depth < 3000; depth += 1) {
      const head = Buffer.from([0, 0, 0, 0, 3, 97, 0])
      head.writeInt32LE(inner.length + 8, 0)
      inner = Buffer.concat([head, inner, Buffer.alloc(1)])
    }
    const bytes = sections(0, Buffer.concat([Buffer.alloc(1), inner]))
    expect(() => readMessage(BSON, bytes, 2999)).toThrow(TooManyFields)
  })

  it.each<[string, Buffer]>([
    ['with code that holds documents', sections(0, body({ a: new BSON.Code('x', { b: 1 }) }))],
    ['without a body', sections(0)],
    ['with only a list', sections(0, list('documents', [{}]))],
    ['with two bodies', sections(0, body({ a: 1 }), body({ find: 'x' }))],
    ['with a field twice', sections(0, body({ insert: 'x', documents: [] }), list('documents', [{}]))],
    ['with a list twice', sections(0, body({ a: 1 }), list('b', []), list('b', []))],
    ['with a section of another kind', sections(0, body({ a: 1 }), Buffer.from([2, 5, 0, 0, 0, 0]))],
    ['with flags nobody knows', sections(4, body({ a: 1 }))],
    ['with a list longer than itself', sections(0, body({ a: 1 }), list('b', [{}], 100))],
    ['with a list without a name', sections(0, body({ a: 1 }), Buffer.from([1, 5, 0, 0, 0, 65]))],
    ['with a list that ends early', sections(0, body({ a: 1 }), Buffer.from([1, 9, 0, 0, 0, 65, 0, 9, 0, 0]))],
    ['with a document longer than itself', sections(0, body({ a: 1 }).fill(0x7f, 1, 3))],
    ['with a document of no length', sections(0, body({ a: 1 }).fill(0, 1, 5))],
    ['with text that is none', sections(0, body({ a: 'xxxx' }).fill(0xff, 12, 16))],
    ['cut', sections(0, body({ a: 1 })).subarray(0, 30)],
    ['of the old kind, with no command', message({ a: 1 }, OP_QUERY).fill(65, 20, 30)],
    ['of the old kind, cut', message({ a: 1 }, OP_QUERY).subarray(0, 34)],
  ])('%s is none', (_what, bytes) => {
    expect(() => readMessage(BSON, bytes)).toThrow()
  })
})

describe('pieces of any size', () => {
  function cutAll(most: number, pieces: readonly Buffer[]): Cut[] {
    const cutter = new MessageCutter(most)
    const cuts: Cut[] = []
    for (const piece of pieces) {
      cutter.push(piece)
      for (let cut = cutter.next(); cut; cut = cutter.next()) cuts.push(cut)
    }
    return cuts
  }
  const [one, long, two] = [message({ ping: 1 }), message({ a: 'x'.repeat(500) }), message({ hello: 1 })]
  const whole = Buffer.concat([one, long, two])

  it.each([1, 7, 16, 100, 10_000])('of %i bytes come to the same messages', (size) => {
    const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, n) =>
      whole.subarray(n * size, (n + 1) * size),
    )
    const said = [one, long, two].map((bytes) => ({ type: 'message', bytes }))
    expect(cutAll(1000, pieces)).toEqual(said)
    expect(cutAll(200, pieces)).toEqual([said[0], { type: 'too-long', id: 1 }, said[2]])
  })

  it.each([[-1], [0], [15], [20], [48_000_001], [0x7fffffff]])('a length of %i is none', (length) => {
    const head = Buffer.from(one)
    head.writeInt32LE(length, 0)
    expect(() => cutAll(1000, [head])).toThrow('no message')
  })

  it.each([0, 1, 2001, 2012, 2005, 2010, -1])('a message of kind %i is none', (kind) => {
    const head = Buffer.from(one)
    head.writeInt32LE(kind, 12)
    expect(() => cutAll(1000, [head])).toThrow('no message')
  })
})
