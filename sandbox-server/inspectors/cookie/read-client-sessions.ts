import { z } from 'zod'
import type { Secret, StoreOf } from './cookie-store'
import { type CookieReading, OPENED_LENGTH, WORD } from './reading'
import type { SealModules } from './seal-modules'

const Unboxed = z.object({ content: z.unknown() })
/** iv, ciphertext, createdAt, duration, hmac. */
const PARTS = 5

/** client-sessions: sealed with the app's secret, and opened here with the same one. */
export function readClientSessions(
  value: string,
  store: StoreOf<'client-sessions'>,
  modules: SealModules,
  now: number,
): CookieReading {
  const data = open(value, store, modules)
  const ends = endOf(value)
  const isOver = ends !== null && Date.parse(ends) < now
  return {
    data,
    native: {
      [WORD.library]: store.library,
      [WORD.signature]: data === null ? 'invalid' : 'valid: it is part of the seal',
      [WORD.sealed]: true,
      [WORD.opened]: data === null ? 'no: the app’s secret does not open it' : 'yes, with the app’s secret',
      [WORD.sealEnds]: ends,
      [WORD.read]: 'nothing: it is sealed',
      [WORD.replay]:
        data === null || isOver
          ? 'never: the app ignores it'
          : `${ends ?? 'for ever'}: the server keeps no list of sessions`,
    },
  }
}

/** What was sealed; null when the seal does not fit, or the secret is not known. */
function open(value: string, store: StoreOf<'client-sessions'>, modules: SealModules): unknown {
  if (value.length > OPENED_LENGTH || (!store.secret && !store.encryptionKey)) return null
  const { name, secret, encryptionKey, signatureKey, encryptionAlgorithm, signatureAlgorithm } = store
  const keys = { ...given('encryptionKey', encryptionKey), ...given('signatureKey', signatureKey) }
  const options = { cookieName: name, secret, ...keys, encryptionAlgorithm, signatureAlgorithm }
  try {
    const unboxed = Unboxed.safeParse(modules.decode(options, value))
    return unboxed.success ? (unboxed.data.content ?? null) : null
  } catch {
    // Half a cookie, or keys that are none: it stays sealed.
    return null
  }
}

const given = (name: string, key: Secret | undefined): Record<string, Secret> =>
  key === undefined ? {} : { [name]: key }

/** createdAt + duration, which stand in the cookie unsealed. */
function endOf(value: string): string | null {
  const parts = value.split('.')
  if (parts.length !== PARTS) return null
  const end = new Date(Number(parts[2]) + Number(parts[3]))
  return Number.isNaN(end.getTime()) ? null : end.toISOString()
}
