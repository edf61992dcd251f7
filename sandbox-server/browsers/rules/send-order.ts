import type { StoredCookie } from '../stored-cookie'

/** RFC 6265bis 5.8.3, step 2: longer paths first, then the older cookie. */
export function sendOrder(a: StoredCookie, b: StoredCookie): number {
  return b.path.length - a.path.length || Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.order - b.order
}

/** RFC 6265bis 5.8.3, step 4. */
export function cookieString(cookies: readonly Pick<StoredCookie, 'name' | 'value'>[]): string {
  return cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ')
}
