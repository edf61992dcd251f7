import type { ResponseBody } from '../../protocol/exchange'
import type { WireBody } from './wire/wire-message'

/** The kept bytes as text when they are UTF-8, as base64 otherwise. */
export function toResponseBody(body: WireBody): ResponseBody {
  const truncated = body.bytes.length < body.length || !body.complete || body.failure !== null
  const text = decode(truncated ? withoutBrokenEnd(body.bytes) : body.bytes)
  const content = text === null ? { base64: body.bytes.toString('base64') } : { text }
  return { ...content, length: body.length, truncated }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A cut may fall inside a character of up to four bytes. */
function withoutBrokenEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0
    if (width > back) return bytes.subarray(0, -back)
    if (width > 0 || byte < 0x80) return bytes
  }
  return bytes
}
