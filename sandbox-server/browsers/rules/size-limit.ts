import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

export const COOKIE_BYTES = 4096

/** RFC 6265bis 5.7, step 4. A character of a received header is one byte. */
export const sizeLimit: ReceivedRule = ({ name, value }) => {
  const bytes = name.length + value.length
  if (bytes <= COOKIE_BYTES) return null
  return {
    code: 'size-limit',
    rule: `Name and value together: ${String(COOKIE_BYTES)} bytes at most`,
    section: 'RFC 6265bis 5.7, step 4',
    sentence: sentence(
      `${quote(name)} takes ${String(bytes)} bytes, and a browser keeps ${String(COOKIE_BYTES)} at most. It is dropped whole, and the server is told nothing.`,
    ),
  }
}
