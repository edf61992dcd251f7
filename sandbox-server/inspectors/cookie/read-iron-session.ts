import { field } from '../../../protocol/field'
import type { StoreOf } from './cookie-store'
import { type CookieReading, OPENED_LENGTH, WORD } from './reading'
import type { SealModules } from './seal-modules'

/** Fe26.2, password id, salt, iv, sealed, expiration, salt of the hmac, hmac (iron-webcrypto 1.2.1 `unseal`). */
const PARTS = 8
/** A seal counts this much longer than it says. */
const SKEW_MS = 60_000

interface Seal {
  sealed: string
  /** `~2` at the end: the version that iron-session adds. */
  version: string | null
  password: string
  /** Milliseconds since the epoch; null: for ever. */
  ends: number | null
}

/** iron-session: sealed with one of the app's passwords, and opened here with the same one. */
export async function readIronSession(
  value: string,
  store: StoreOf<'iron-session'>,
  modules: SealModules,
  now: number,
): Promise<CookieReading> {
  const seal = takeApart(value)
  const { data, why } = await open(seal, store, modules)
  const isOver = seal?.ends != null && seal.ends + SKEW_MS <= now
  const ends = seal?.ends == null ? null : new Date(seal.ends).toISOString()
  return {
    data,
    native: {
      [WORD.library]: store.library,
      [WORD.signature]: data === null ? 'invalid' : 'valid: it is part of the seal',
      [WORD.sealed]: true,
      [WORD.opened]: data === null ? `no: ${why}` : `yes, with password ${seal?.password ?? ''}`,
      [WORD.sealEnds]: ends,
      [WORD.read]: 'nothing: it is sealed',
      [WORD.replay]: replayWords(data !== null && !isOver, ends),
    },
  }
}

function replayWords(works: boolean, ends: string | null): string {
  if (!works) return 'never: the app ignores it'
  return ends === null
    ? 'the password changes: the seal has no end, and the server keeps no list'
    : `${ends}: the server keeps no list of sessions`
}

function takeApart(value: string): Seal | null {
  const [sealed = '', version] = value.split('~')
  const parts = sealed.split('*')
  if (parts.length !== PARTS || value.length > OPENED_LENGTH) return null
  const ends = Number.parseInt(parts[5] ?? '', 10)
  const isTime = !Number.isNaN(new Date(ends).getTime())
  return { sealed, version: version ?? null, password: parts[1] ?? '', ends: isTime ? ends : null }
}

async function open(
  seal: Seal | null,
  { password }: StoreOf<'iron-session'>,
  modules: SealModules,
): Promise<{ data: unknown; why: string }> {
  if (!seal) return { data: null, why: 'it does not have the parts of a seal' }
  if (!Object.hasOwn(password, seal.password))
    return { data: null, why: 'the app does not have the password it names' }
  try {
    const opened: unknown = await modules.unseal(seal.sealed, password, -Date.now())
    const data = seal.version === '2' ? opened : field(opened, 'persistent')
    return { data: data ?? {}, why: '' }
  } catch {
    return { data: null, why: 'the app’s password does not open it' }
  }
}
