/** For what is kept: a small Buffer is a part of a larger one, which it would keep alive. */
export function ownCopy(value: Buffer): Buffer {
  if (value.length === value.buffer.byteLength) return value
  const copy = Buffer.allocUnsafeSlow(value.length)
  value.copy(copy)
  return copy
}

/** The same for a word that was cut out of a line. */
export const ownText = (word: string): string => Buffer.from(word, 'latin1').toString('latin1')
