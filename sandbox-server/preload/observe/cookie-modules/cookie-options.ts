import { viewPlainly } from '../plain-view'
import { className, isReadable, ownValue } from '../read-safely'
import type { KeygripProbes } from './keygrip-probes'

const BOUNDS = { secretLength: 4096, secrets: 20 }
const COOKIE_SESSION = [
  'secret',
  'signed',
  'overwrite',
  'maxAge',
  'expires',
  'httpOnly',
  'secure',
  'sameSite',
  'path',
  'domain',
]
const CLIENT_SESSIONS = [
  'requestKey',
  'secret',
  'duration',
  'activeDuration',
  'encryptionAlgorithm',
  'signatureAlgorithm',
  'cookie',
]

type Described = Record<string, unknown>

/** What cookie-session was made with: the options by name, `name` the cookie's, `keys` as a list however they were given. */
export function describeCookieSession(
  options: unknown,
  name: string,
  keys: unknown,
  keygrips: KeygripProbes,
): Described {
  const known = keygrips.keysOf(keys)
  const described = pick(options, COOKIE_SESSION, { name, keys: secrets(known ? known.keys : keys) })
  if (typeof known?.algorithm === 'string') described.algorithm = known.algorithm.slice(0, 40)
  if (typeof known?.encoding === 'string') described.encoding = known.encoding.slice(0, 40)
  if (!known && isReadable(keys) && !Array.isArray(keys)) described.keys = `[${className(keys) ?? 'object'}]`
  return described
}

/** What client-sessions was made with; its two keys only where the app gave them itself. */
export function describeClientSessions(options: unknown, name: string, given: Described): Described {
  const described = pick(options, CLIENT_SESSIONS, { name })
  for (const key of ['encryptionKey', 'signatureKey'])
    if (given[key] === true) described[key] = secret(ownValue(options, key))
  return described
}

/** What getIronSession was called with: `password` a text, or texts by the name the app gave each. */
export function describeIronSession(options: unknown, name: string): Described {
  const password = ownValue(options, 'password')
  return pick(options, ['ttl', 'cookieOptions'], { name, password: passwords(password) })
}

function passwords(value: unknown): unknown {
  if (!isReadable(value)) return secret(value)
  const ids = Object.keys(value).slice(0, BOUNDS.secrets)
  return Object.fromEntries(ids.map((id) => [id.slice(0, 80), secret(ownValue(value, id))]))
}

function secrets(value: unknown): unknown {
  return Array.isArray(value) ? value.slice(0, BOUNDS.secrets).map(secret) : null
}

/** A text as it is; bytes as `{ base64 }`. */
function secret(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, BOUNDS.secretLength)
  if (value instanceof Uint8Array && isReadable(value))
    return { base64: Buffer.from(value.subarray(0, BOUNDS.secretLength)).toString('base64') }
  return null
}

function pick(options: unknown, names: readonly string[], first: Described): Described {
  const described = first
  for (const name of names) {
    const value = ownValue(options, name)
    if (value === undefined) continue
    described[name] = name === 'secret' ? secret(value) : describe(value)
  }
  return described
}

function describe(value: unknown): unknown {
  return typeof value === 'function' ? '[function]' : viewPlainly(value).value
}
