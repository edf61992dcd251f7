import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secret, StoreOf } from './cookie-store'

/**
 * Which key made the signature of a value, from 0; -1 when none of them did. As keygrip 1.1.0 signs `name=value`.
 * null: it cannot be told, because the keys or the algorithm are the app's own.
 */
export function signedBy(value: string, signature: string, store: StoreOf<'cookie-session'>): number | null {
  const { name, keys, algorithm, encoding } = store
  if (!keys) return null
  try {
    return keys.findIndex((key) => same(sign(`${name}=${value}`, key, algorithm, encoding), signature))
  } catch {
    // An algorithm this machine does not have.
    return null
  }
}

function sign(text: string, key: Secret, algorithm: string, encoding: 'base64' | 'hex' | 'base64url'): string {
  const digest = createHmac(algorithm, key).update(text).digest(encoding)
  return digest.replace(/\//g, '_').replace(/\+/g, '-').replace(/=/g, '')
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
