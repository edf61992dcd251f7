import { parseJson } from '../record-text'
import type { StoreOf } from './cookie-store'
import { type CookieReading, OPENED_LENGTH, WORD } from './reading'
import { signedBy } from './signature'

/** cookie-session: base64 of JSON, which anybody reads, and a signature in the cookie `<name>.sig`. */
export function readCookieSession(
  value: string,
  signature: string | null,
  store: StoreOf<'cookie-session'>,
): CookieReading {
  const data = value.length > OPENED_LENGTH ? null : parseJson(Buffer.from(value, 'base64').toString('utf8'))
  const index = signature === null || !store.signed ? null : signedBy(value, signature, store)
  return {
    data,
    native: {
      [WORD.library]: store.library,
      [WORD.signature]: signatureWords(signature, index, store),
      [WORD.sealed]: false,
      [WORD.opened]: data === null ? 'no: it holds no JSON' : 'yes: base64 needs no key',
      [WORD.read]: data === null ? 'nothing' : 'everything: the value is only base64',
      [WORD.replay]: replayWords(signature, index, store),
    },
  }
}

function signatureWords(
  signature: string | null,
  index: number | null,
  store: StoreOf<'cookie-session'>,
): string {
  if (!store.signed) return 'none: the option signed is false'
  if (signature === null) return 'missing'
  if (index === null) return 'not checked: the keys are not known here'
  return index < 0 ? 'invalid' : `valid with keys[${String(index)}]`
}

function replayWords(signature: string | null, index: number | null, store: StoreOf<'cookie-session'>): string {
  if (!store.signed) return 'for ever, and change it at will: nothing is signed'
  if (signature === null || index === -1) return 'never: without a valid signature the app ignores it'
  return 'the keys change: nothing in the cookie says when it ends, and the server keeps no list'
}
