import type { ExchangeView } from '../../protocol/model/views'

/** What the headers themselves say of cookies, whichever library wrote them. */

/** A cookie of a Set-Cookie line; `deletes` when its time is over already. */
export interface SetLine {
  name: string
  value: string
  deletes: boolean
}

/** The cookies a request carried, by name. */
export function cookiesSent({ request }: ExchangeView): ReadonlyMap<string, string> {
  const lines = (request?.headers ?? []).filter(([name]) => name.toLowerCase() === 'cookie')
  return new Map(lines.flatMap(([, line]) => line.split(';')).map(nameAndValue))
}

/** The Set-Cookie lines of an answer, in order. */
export function cookiesSet({ response, startedAt }: ExchangeView): SetLine[] {
  const lines = (response?.headers ?? []).filter(([name]) => name.toLowerCase() === 'set-cookie')
  return lines.map(([, line]) => {
    const [pair = ''] = line.split(';')
    const [name, value] = nameAndValue(pair)
    return { name, value, deletes: isOver(line, startedAt) }
  })
}

/** The object in a cookie of cookie-session: base64 of JSON; null when it holds none. */
export function decodeSession(value: string): Record<string, unknown> | null {
  try {
    const bytes = Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0))
    return asObject(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return null
  }
}

/** The object an answer’s text is the JSON of; null when it is none. */
export function jsonAnswer({ response }: ExchangeView): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(response?.body.text ?? ''))
  } catch {
    return null
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

function nameAndValue(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()]
}

const ONE_DAY = 24 * 3600_000

function isOver(line: string, now: number): boolean {
  if (/;\s*max-age=(0|-\d+)\s*(;|$)/i.test(line)) return true
  const expires = /;\s*expires=([^;]+)/i.exec(line)?.[1]
  return expires !== undefined && Date.parse(expires) < now - ONE_DAY
}
