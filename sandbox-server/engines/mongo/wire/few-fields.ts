/** Bytes of a value, by its kind, where each has the same (bsonspec.org, version 1.1). */
const FIXED: ReadonlyMap<number, number> = new Map([
  ...[6, 10, 0x7f, 0xff].map((kind): [number, number] => [kind, 0]),
  ...[1, 9, 17, 18].map((kind): [number, number] => [kind, 8]),
  [7, 12],
  [8, 1],
  [16, 4],
  [19, 16],
])
/** Text, code and symbols: a length before the bytes. */
const TEXTS = new Set([2, 13, 14])

/** A message may be short and still take long to read: each field takes time, however small it is. */
export class TooManyFields extends Error {
  override name = 'TooManyFields'
}

/** Counts the fields of documents at any depth without reading them; throws where they are too many, or no BSON. */
export class FieldCount {
  private left: number

  constructor(most: number) {
    this.left = most
  }

  add(bytes: Buffer): void {
    const ends = [bytes.readInt32LE(0)]
    let at = 4
    while (ends.length > 0) {
      const kind = bytes[at]
      at += 1
      if (kind === 0) {
        if (ends.pop() !== at) throw new Error('A document does not end where it says.')
        continue
      }
      this.left -= 1
      if (this.left < 0) throw new TooManyFields('These are more fields than are taken at once.')
      at = afterName(bytes, at)
      if (kind === 3 || kind === 4) {
        ends.push(at + bytes.readInt32LE(at))
        at += 4
      } else at = afterValue(bytes, at, kind)
    }
  }
}

function afterName(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0, at)
  if (end === -1) throw new Error('A name does not end.')
  return end + 1
}

function afterValue(bytes: Buffer, at: number, kind: number | undefined): number {
  const fixed = FIXED.get(kind ?? -1)
  if (fixed !== undefined) return at + fixed
  if (kind === 11) return afterName(bytes, afterName(bytes, at))
  // What is left is long gone from MongoDB, and could hold documents of its own.
  if (kind !== 5 && !TEXTS.has(kind ?? -1)) throw new Error('A value is of no known kind.')
  const length = bytes.readInt32LE(at)
  if (length < 0) throw new Error('A value has no length.')
  return at + 4 + length + (kind === 5 ? 1 : 0)
}
