import type { ServerResponse } from 'node:http'
import type { HeaderList } from '../../protocol/exchange'

/** Longer than a store in memory takes, shorter than anybody sees. */
const TOGETHER_MS = 5

/**
 * Writes the pieces of an answer as they come, but for one pause: express-session writes a body without its last byte,
 * saves the session, and writes that byte then. The two travel together unless saving takes long, which costs one write
 * instead of two here, and one read at whoever asked. Returns what `response.write` returns.
 */
export function writerOf(response: ServerResponse, headers: HeaderList): (chunk: Buffer) => boolean {
  let missing = lengthOf(headers)
  return (chunk) => {
    missing -= chunk.length
    if (missing === 1) {
      response.cork()
      setTimeout(() => {
        response.uncork()
      }, TOGETHER_MS)
    }
    return response.write(chunk)
  }
}

/** What Content-Length announces; NaN where nothing does. */
const lengthOf = (headers: HeaderList): number =>
  Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1])
