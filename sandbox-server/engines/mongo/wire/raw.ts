import type { Bson, Document } from './bson'

/** A document as it came from the server: it is handed on without being read, however large it is. */
export class RawDocument {
  constructor(readonly bytes: Uint8Array) {}
}

/** The same of many. */
export class RawList {
  constructor(private readonly documents: readonly Uint8Array[]) {}

  get length(): number {
    return this.documents.length
  }

  /** BSON’s list: a document whose names are numbers. */
  encode(): Buffer {
    return wrap(this.documents.map((bytes, index) => named(3, String(index), bytes)))
  }
}

/** An answer, in which a document or a cursor’s list of them may be raw. */
export function encodeAnswer(bson: Pick<Bson, 'serialize'>, document: Document): Buffer {
  return wrap(
    Object.entries(document).map(([name, value]) => {
      if (value instanceof RawDocument) return named(3, name, value.bytes)
      if (value instanceof RawList) return named(4, name, value.encode())
      if (name === 'cursor' && typeof value === 'object')
        return named(3, name, encodeAnswer(bson, { ...value }))
      return Buffer.from(bson.serialize({ [name]: value })).subarray(4, -1)
    }),
  )
}

const named = (kind: number, name: string, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([kind]), Buffer.from(`${name}\0`), bytes])

function wrap(fields: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), ...fields, Buffer.alloc(1)])
  bytes.writeInt32LE(bytes.length, 0)
  return bytes
}
