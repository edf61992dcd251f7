import { viewPlainly } from './plain-view'
import { anyValue, isReadable, ownValue } from './read-safely'

export interface SessionView {
  data: Record<string, unknown> | null
  cookie: Record<string, unknown> | null
  lossy: Record<string, string>
}

/** Longest text of express-session's own JSON that is parsed again. */
const PARSE_LIMIT = 64 * 1024
const COOKIE_FIELDS = [
  'originalMaxAge',
  'partitioned',
  'priority',
  'secure',
  'httpOnly',
  'domain',
  'path',
  'sameSite',
]

/**
 * `req.session` as JSON. `json` is the text express-session itself made for its hash (`hash`, index.js lines 611–626);
 * it is used only where getters, toJSON or proxies keep us from knowing without running the app's code once more.
 */
export function viewSession(session: unknown, json: string | null): SessionView {
  if (!isReadable(session)) {
    // A Proxy: only what express-session's own JSON says is known.
    const hidden = typeof session === 'object' && session !== null
    return {
      data: hidden ? asRecord(parsedJson(json)) : null,
      cookie: null,
      lossy: hidden ? { session: 'Proxy' } : {},
    }
  }
  const seen = viewPlainly(session, 'cookie')
  const value = seen.exact ? seen.value : (parsedJson(json) ?? seen.value)
  return { data: asRecord(value), cookie: viewCookie(ownValue(session, 'cookie')), lossy: seen.lossy }
}

/** What Cookie.prototype.toJSON would give (session/cookie.js lines 117–151), from its own fields. */
export function viewCookie(cookie: unknown): Record<string, unknown> | null {
  if (!isReadable(cookie)) return null
  if (!Object.hasOwn(cookie, '_expires')) return asRecord(viewPlainly(cookie).value)
  const fields: Record<string, unknown> = { expires: ownValue(cookie, '_expires') }
  for (const field of COOKIE_FIELDS) fields[field] = ownValue(cookie, field)
  return asRecord(viewPlainly(fields).value)
}

/** Top-level keys whose value differs between two views. */
export function changedKeys(before: SessionView | null, after: SessionView): string[] {
  const old = before?.data ?? {}
  const now = after.data ?? {}
  const keys = new Set([...Object.keys(old), ...Object.keys(now)])
  return [...keys].filter((key) => differs(old[key], now[key])).slice(0, 20)
}

function differs(old: unknown, now: unknown): boolean {
  if (old === now) return false
  const scalar = typeof old !== 'object' || typeof now !== 'object'
  return scalar || JSON.stringify(old) !== JSON.stringify(now)
}

/** Whether a value has the methods of express-session's Session. */
export function isSession(session: unknown): boolean {
  return typeof anyValue(session, 'touch') === 'function'
}

/** Names what JSON refuses, such as `cart: circular`. */
export function brokenBy(view: SessionView): { error?: string } {
  const found = Object.entries(view.lossy).find(([, what]) => what === 'BigInt' || what === 'circular')
  return found ? { error: `${found[0]}: ${found[1]}` } : {}
}

/** The library's own JSON of a session, bounded; undefined when there is none or too much of it. */
export function parsedJson(json: string | null): unknown {
  if (json === null || json.length > PARSE_LIMIT) return undefined
  return viewPlainly(JSON.parse(json)).value
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return isRecord(value) ? value : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
