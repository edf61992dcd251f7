import type { Verdict } from '../../protocol/cookie'
import { personTime, personTimeFrom } from '../../protocol/person-time'
import { controlCharacters } from './rules/control-characters'
import { credentialsReceived } from './rules/credentials-received'
import { domainCharacters } from './rules/domain-characters'
import { domainCoversHost } from './rules/domain-match'
import { emptyCookie } from './rules/empty-cookie'
import { type Finding, quote, sentence, shorten } from './rules/finding'
import { hiddenFromScripts } from './rules/http-only'
import { hostPrefix } from './rules/host-prefix'
import { isSameCookie } from './rules/identity'
import { leaveSecureAlone } from './rules/leave-secure-alone'
import { LIFETIME_CAP_DAYS, lifetime, type Lifetime } from './rules/lifetime'
import { namelessPrefix } from './rules/nameless-prefix'
import { noneNeedsSecure } from './rules/none-needs-secure'
import { cookiePath } from './rules/path'
import { publicSuffix } from './rules/public-suffix'
import type { ReceivedRule, Reception } from './rules/received'
import { sameSiteReceived } from './rules/same-site-received'
import { secureSetOverHttp } from './rules/secure'
import { securePrefix } from './rules/secure-prefix'
import { sizeLimit } from './rules/size-limit'
import { isPublicSuffix } from './site'
import { parseSetCookie, type SetCookieLine } from './set-cookie-line'
import type { StoredCookie } from './stored-cookie'

/** In the order of RFC 6265bis 5.6 and 5.7: the first objection decides. */
const RULES: readonly ReceivedRule[] = [
  credentialsReceived,
  controlCharacters,
  emptyCookie,
  sizeLimit,
  domainCharacters,
  publicSuffix,
  domainCoversHost,
  secureSetOverHttp,
  leaveSecureAlone,
  sameSiteReceived,
  noneNeedsSecure,
  securePrefix,
  hostPrefix,
  namelessPrefix,
]

export interface Judgement {
  verdict: Verdict
  /** To be put into the jar; null when nothing is kept. */
  cookie: Omit<StoredCookie, 'order'> | null
  /** The cookie it replaces or deletes. */
  old: StoredCookie | null
}

/** The jar’s answer to one Set-Cookie line. Reads the jar, never changes it. */
export function judgeReceived(raw: string, reception: Reception): Judgement {
  const line = parseSetCookie(raw)
  const refusal = firstObjection(line, reception)
  if (refusal) return { verdict: verdict(line, 'rejected', refusal), cookie: null, old: null }
  const life = lifetime(line, reception.now)
  const cookie = toStored(line, reception, life)
  const old = reception.jar.find((each) => isSameCookie(each, cookie)) ?? null
  if (life.expires !== null && life.expires <= reception.now) return ending(line, cookie, old, life, reception)
  const kept = old ? { ...cookie, createdAt: old.createdAt } : cookie
  const finding = old ? replaced(line, kept, old, life, reception) : stored(line, kept, life, reception)
  return { verdict: verdict(line, old ? 'replaced' : 'stored', finding), cookie: kept, old }
}

function firstObjection(line: SetCookieLine, reception: Reception): Finding | null {
  for (const rule of RULES) {
    const finding = rule(line, reception)
    if (finding) return finding
  }
  return null
}

function toStored(line: SetCookieLine, { url, now }: Reception, life: Lifetime): Omit<StoredCookie, 'order'> {
  const time = new Date(now).toISOString()
  return {
    name: line.name,
    value: line.value,
    domain: line.domain ?? url.hostname,
    hostOnly: isHostOnly(line, url),
    path: cookiePath(line, url),
    secure: line.secure,
    httpOnly: line.httpOnly,
    sameSite: line.sameSite,
    expires: life.expires === null ? null : new Date(life.expires).toISOString(),
    createdAt: time,
    lastAccessAt: time,
    bytes: line.name.length + line.value.length,
  }
}

/** Steps 9 and 10: no Domain, or the Domain of a host that is itself a public suffix, as localhost. */
function isHostOnly(line: SetCookieLine, url: URL): boolean {
  return line.domain === null || (line.domain === url.hostname && isPublicSuffix(url.hostname))
}

function ending(
  line: SetCookieLine,
  cookie: Omit<StoredCookie, 'order'>,
  old: StoredCookie | null,
  life: Lifetime,
  { jar }: Reception,
): Judgement {
  const how =
    life.from === 'max-age'
      ? `Max-Age=${String(line.maxAge)}`
      : `the expiry time ${personTime(cookie.expires ?? '')}`
  const rule = 'An expiry in the past deletes'
  const section = 'RFC 6265bis 5.7, steps 6 and 23'
  if (old) {
    const text = sentence(
      `${quote(line.name)} was deleted: ${how} ${life.from === 'max-age' ? 'means it is over at once' : 'is in the past'}.`,
    )
    return {
      verdict: verdict(line, 'deleted', { code: 'deleted', rule, section, sentence: text }),
      cookie: null,
      old,
    }
  }
  const namesake = jar.find((each) => each.name === line.name)
  const why = namesake
    ? `The jar’s ${quote(line.name)} is for ${place(namesake)}, this one for ${place(cookie)}, so they are two different cookies and the old one stays.`
    : `The jar holds no ${quote(line.name)} for ${place(cookie)}, so nothing changes.`
  const text = `${sentence(`${quote(line.name)} comes with ${how}, which deletes.`)} ${why}`
  const finding = { code: namesake ? 'deletes-another' : 'nothing-to-delete', rule, section, sentence: text }
  return { verdict: verdict(line, 'rejected', finding), cookie: null, old: null }
}

const place = ({ domain, hostOnly, path }: Pick<StoredCookie, 'domain' | 'hostOnly' | 'path'>): string =>
  `${hostOnly ? '' : 'all of '}${shorten(domain, 80)}${shorten(path, 80)}`

function stored(
  line: SetCookieLine,
  cookie: Omit<StoredCookie, 'order'>,
  life: Lifetime,
  { now }: Reception,
): Finding {
  return {
    code: 'stored',
    rule: 'Kept in the jar',
    section: 'RFC 6265bis 5.7, step 24',
    sentence: sentence(
      `${quote(cookie.name)} is kept for ${place(cookie)} ${until(cookie, life, now)}.${remarks(line)}`,
    ),
  }
}

function replaced(
  line: SetCookieLine,
  cookie: Omit<StoredCookie, 'order'>,
  old: StoredCookie,
  life: Lifetime,
  { now }: Reception,
): Finding {
  const what = old.value === cookie.value ? 'is renewed with the same value' : 'gets a new value'
  return {
    code: 'replaced',
    rule: 'Same name, domain and path: the new one replaces the old',
    section: 'RFC 6265bis 5.7, step 23',
    sentence: sentence(
      `${quote(cookie.name)} ${what} for ${place(cookie)} ${until(cookie, life, now)}.${remarks(line)}`,
    ),
  }
}

function until(cookie: Omit<StoredCookie, 'order'>, life: Lifetime, now: number): string {
  if (cookie.expires === null) return 'until the browser closes'
  return `until ${personTimeFrom(now, cookie.expires)}${life.capped ? `, cut to ${String(LIFETIME_CAP_DAYS)} days` : ''}`
}

function remarks(line: SetCookieLine): string {
  const hidden = hiddenFromScripts(line) ? ' HttpOnly hides it from scripts.' : ''
  const ignored = line.ignored.map((name) => shorten(name, 20)).join(', ')
  return hidden + (ignored === '' ? '' : ` Left out, because longer than 1024 bytes: ${shorten(ignored, 80)}.`)
}

const RAW_SHOWN = 8192

function verdict(line: SetCookieLine, outcome: Verdict['outcome'], finding: Finding): Verdict {
  const cut = (text: string): string => (text.length > RAW_SHOWN ? `${text.slice(0, RAW_SHOWN)}…` : text)
  return {
    direction: 'in',
    outcome,
    ...finding,
    name: cut(line.name),
    value: cut(line.value),
    raw: cut(line.raw),
  }
}
