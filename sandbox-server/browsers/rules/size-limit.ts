import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

export const COOKIE_BYTES = 4096

/** A character of a header is one byte. */
const bytesOf = ({ name, value }: { name: string; value: string }): number => name.length + value.length

/** More than any browser keeps (RFC 6265bis 5.7, step 4). */
export const isTooLarge = (cookie: { name: string; value: string }): boolean => bytesOf(cookie) > COOKIE_BYTES

/** RFC 6265bis 5.7, step 4. */
export const sizeLimit: ReceivedRule = ({ name, value }) => {
  if (!isTooLarge({ name, value })) return null
  const bytes = bytesOf({ name, value })
  return {
    code: 'size-limit',
    rule: `Name and value together: ${String(COOKIE_BYTES)} bytes at most`,
    section: 'RFC 6265bis 5.7, step 4',
    sentence: sentence(
      `${quote(name)} takes ${String(bytes)} bytes, and a browser keeps ${String(COOKIE_BYTES)} at most. It is dropped whole, and the server is told nothing.`,
    ),
  }
}
