import { duration } from '@/protocol/duration'
import { personTime } from '@/protocol/person-time'

/** A Set-Cookie line taken apart as it stands. */
export interface SetCookieLine {
  name: string
  value: string
  attributes: readonly { text: string; meaning: string }[]
}

const MEANINGS: Record<string, (value: string) => string> = {
  path: (value) => `Send it back with ${value === '/' ? 'every path' : `${value} and all paths below it`}.`,
  domain: (value) => `Send it to ${value} and to every host below it.`,
  expires: (value) => `Keep it until ${personTime(value)}.`,
  'max-age': (value) => (Number(value) <= 0 ? 'Delete it now.' : `Keep it for ${value} seconds${long(value)}.`),
  httponly: () => 'Scripts in the page may not read it.',
  secure: () => 'Send it over https only.',
  samesite: (value) =>
    ({
      strict: 'Send it only with requests that start on this site.',
      lax: 'From another site, send it only with a link that opens the page.',
      none: 'Send it with requests from other sites too. Needs Secure.',
    })[value.toLowerCase()] ?? 'An unknown value: treated as if it were not there.',
  partitioned: () => 'Keep it apart for each site that embeds this one.',
  priority: () => 'A hint which cookie to drop first. Not in the standard.',
}

/** Seconds that nobody counts are said in a larger unit too. */
const long = (seconds: string): string =>
  Number(seconds) > 60 ? `, which is ${duration(Number(seconds) * 1000)}` : ''

/** Takes a Set-Cookie line apart: name, value, and each attribute with what it asks of the browser. */
export function readSetCookie(line: string): SetCookieLine {
  const [pair = '', ...rest] = line.split(';')
  const equals = pair.indexOf('=')
  return {
    name: equals < 0 ? '' : pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    attributes: rest.map((part) => {
      const text = part.trim()
      const at = text.indexOf('=')
      const name = (at < 0 ? text : text.slice(0, at)).trim().toLowerCase()
      const meaning = MEANINGS[name]?.(at < 0 ? '' : text.slice(at + 1).trim())
      return { text, meaning: meaning ?? 'Unknown to browsers: ignored.' }
    }),
  }
}

/** The pairs of a Cookie header. */
export function readCookie(header: string): { name: string; value: string }[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      return equals < 0
        ? { name: '', value: pair }
        : { name: pair.slice(0, equals), value: pair.slice(equals + 1) }
    })
}
