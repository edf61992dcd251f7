import { registrableDomain } from '../site'
import type { StoredCookie } from '../stored-cookie'
import type { Finding } from './finding'
import { quote, sentence } from './finding'

/** RFC 6265bis 6.1 asks for at least 50 per domain and 3000 in all; the lab keeps a smaller whole. */
export const JAR_LIMITS = { perSite: 50, total: 500 }

export interface Eviction {
  cookie: StoredCookie
  finding: Finding
}

/** RFC 6265bis 5.7, end: what must go so that the jar keeps its limits; first cookies without Secure, then those unused longest. */
export function evictions(jar: readonly StoredCookie[], limits = JAR_LIMITS): Eviction[] {
  const crowded = [...groupBySite(jar)].flatMap(([site, cookies]) =>
    surplus(cookies, limits.perSite).map((cookie) => ({
      cookie,
      finding: siteFull(cookie, site, limits.perSite),
    })),
  )
  const gone = new Set(crowded.map(({ cookie }) => cookie))
  const rest = jar.filter((cookie) => !gone.has(cookie))
  return [
    ...crowded,
    ...surplus(rest, limits.total).map((cookie) => ({ cookie, finding: jarFull(cookie, limits.total) })),
  ]
}

function groupBySite(jar: readonly StoredCookie[]): Map<string, StoredCookie[]> {
  const sites = new Map<string, StoredCookie[]>()
  for (const cookie of jar) {
    const site = registrableDomain(cookie.domain)
    sites.set(site, [...(sites.get(site) ?? []), cookie])
  }
  return sites
}

function surplus(cookies: readonly StoredCookie[], limit: number): StoredCookie[] {
  if (cookies.length <= limit) return []
  return [...cookies].sort(firstToGo).slice(0, cookies.length - limit)
}

function firstToGo(a: StoredCookie, b: StoredCookie): number {
  return (
    Number(a.secure) - Number(b.secure) ||
    Date.parse(a.lastAccessAt) - Date.parse(b.lastAccessAt) ||
    a.order - b.order
  )
}

const siteFull = (cookie: StoredCookie, site: string, limit: number): Finding => ({
  code: 'domain-limit',
  rule: `${String(limit)} cookies per site at most`,
  section: 'RFC 6265bis 5.7 and 6.1',
  sentence: sentence(
    `${quote(cookie.name)} was thrown out to make room: ${site} may keep ${String(limit)} cookies, and this one was unused longest.`,
  ),
})

const jarFull = (cookie: StoredCookie, limit: number): Finding => ({
  code: 'jar-limit',
  rule: `${String(limit)} cookies in the jar at most`,
  section: 'RFC 6265bis 5.7 and 6.1',
  sentence: sentence(
    `${quote(cookie.name)} was thrown out to make room: this jar keeps ${String(limit)} cookies, and this one was unused longest.`,
  ),
})
