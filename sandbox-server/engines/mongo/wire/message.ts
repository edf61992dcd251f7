import { AS_IT_IS, type Bson, type Document } from './bson'
import { FieldCount } from './few-fields'
import { encodeAnswer } from './raw'

/** Every message begins with its length, its number, the number it answers, and its kind: four integers. */
export const HEADER = 16
export const OP_REPLY = 1
export const OP_QUERY = 2004
export const OP_MSG = 2013

const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
/** Flags below 16 must be understood by whoever reads. */
const UNKNOWN_FLAGS = 0xfffc

/** What somebody asks, whichever kind of message it came in. */
export interface Asked {
  id: number
  document: Document
  /** How to answer; null: no answer is waited for. */
  as: typeof OP_MSG | typeof OP_REPLY | null
}

type Read = (bytes: Buffer) => Document

/** Throws on everything that is no such message: TooManyFields where it is one, but would take too long to read. */
export function readMessage(bson: Bson, bytes: Buffer, mostFields = Infinity): Asked {
  const id = bytes.readInt32LE(4)
  const count = new FieldCount(mostFields)
  const read: Read = (section) => {
    count.add(section)
    return bson.deserialize(section, AS_IT_IS)
  }
  return bytes.readInt32LE(12) === OP_MSG ? readMsg(read, bytes, id) : readQuery(read, bytes, id)
}

/** OP_MSG: flags, then a body (kind 0) and any number of lists of documents (kind 1), which belong into the body. */
function readMsg(read: Read, bytes: Buffer, id: number): Asked {
  const flags = bytes.readUInt32LE(HEADER)
  if (flags & UNKNOWN_FLAGS) throw new Error('Its flags are unknown.')
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0)
  let body: Document | null = null
  const lists = new Map<string, Document[]>()
  let at = HEADER + 4
  while (at < end) {
    const kind = bytes[at]
    at += 1
    const length = bytes.readInt32LE(at)
    if (length < 5 || at + length > end) throw new Error('A section is longer than its message.')
    const section = bytes.subarray(at, at + length)
    at += length
    if (kind === 0 && body === null) body = read(section)
    else if (kind === 1) readList(read, section, lists)
    else throw new Error('A section is of no known kind.')
  }
  if (body === null) throw new Error('It has no body.')
  for (const [name, documents] of lists) {
    if (Object.hasOwn(body, name)) throw new Error('It has a field twice.')
    Object.defineProperty(body, name, { value: documents, enumerable: true })
  }
  return { id, document: body, as: flags & MORE_TO_COME ? null : OP_MSG }
}

function readList(read: Read, section: Buffer, lists: Map<string, Document[]>): void {
  const nameEnd = section.indexOf(0, 4)
  if (nameEnd === -1) throw new Error('A list has no name.')
  const name = section.toString('utf8', 4, nameEnd)
  if (lists.has(name)) throw new Error('It has a list twice.')
  const documents: Document[] = []
  for (let at = nameEnd + 1; at < section.length;) {
    const length = section.readInt32LE(at)
    if (length < 5 || at + length > section.length) throw new Error('A document is longer than its list.')
    documents.push(read(section.subarray(at, at + length)))
    at += length
  }
  lists.set(name, documents)
}

/** OP_QUERY, of which only the greeting is left: flags, a collection’s name, two numbers, a document. */
function readQuery(read: Read, bytes: Buffer, id: number): Asked {
  const nameEnd = bytes.indexOf(0, HEADER + 4)
  if (nameEnd === -1) throw new Error('A question has no collection.')
  const name = bytes.toString('utf8', HEADER + 4, nameEnd)
  if (!name.endsWith('.$cmd')) throw new Error('A question is no command.')
  const start = nameEnd + 9
  const document = read(bytes.subarray(start, start + bytes.readInt32LE(start)))
  const { $query: inner } = document
  const asked = typeof inner === 'object' && inner !== null ? { ...inner } : document
  return { id, document: { ...asked, $db: name.slice(0, -5) }, as: OP_REPLY }
}

let numbers = 0

/** The answer to one question, in the kind of message that it waits for. */
export function writeAnswer(bson: Bson, to: Asked, document: Document): Buffer {
  const body = encodeAnswer(bson, document)
  numbers = (numbers + 1) % 0x7fffffff
  // OP_REPLY: flags, a cursor’s number (8 bytes), where it begins, how many documents. OP_MSG: flags, a section of kind 0.
  const head = Buffer.alloc(HEADER + (to.as === OP_REPLY ? 20 : 5))
  head.writeInt32LE(head.length + body.length, 0)
  head.writeInt32LE(numbers, 4)
  head.writeInt32LE(to.id, 8)
  head.writeInt32LE(to.as ?? OP_MSG, 12)
  if (to.as === OP_REPLY) head.writeInt32LE(1, HEADER + 16)
  return Buffer.concat([head, body])
}
