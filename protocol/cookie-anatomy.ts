/** A cookie value of express-session taken apart: `s:` + id + `.` + signature, URL-encoded on the wire. */
export interface CookieAnatomy {
  /** `s%3A` or `s:` as it stands on the wire; empty when unsigned. */
  prefix: string
  sid: string
  /** Without the dot; empty when unsigned. */
  signature: string
}

const SIGNED = /^(s:|s%3A)(.*)\.([A-Za-z0-9+/]{43}|(?:[A-Za-z0-9]|%2B|%2F|\+|\/){43})$/i

/** Takes a cookie value apart, or null when it is not a signed value (cookie-signature, base64 SHA-256 without padding). */
export function takeApart(value: string): CookieAnatomy | null {
  const match = SIGNED.exec(value)
  if (!match) return null
  const [, prefix = '', id = '', signature = ''] = match
  return { prefix, sid: safeDecode(id), signature: safeDecode(signature) }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
