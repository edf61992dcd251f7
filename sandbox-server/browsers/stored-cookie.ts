import { JarCookie } from '../../protocol/cookie'

/** A cookie as the jar keeps it, plain JSON: order settles what equal creation times leave open. */
export const StoredCookie = JarCookie.extend({
  lastAccessAt: JarCookie.shape.createdAt,
  order: JarCookie.shape.bytes,
})
export type StoredCookie = ReturnType<typeof StoredCookie.parse>

/** What the screen is told of it. */
export function toJarCookie(stored: StoredCookie): JarCookie {
  return JarCookie.parse(stored)
}

/** Milliseconds since the epoch at which it ends; Infinity for a session cookie. */
export function expiryTime(cookie: Pick<JarCookie, 'expires'>): number {
  return cookie.expires === null ? Infinity : Date.parse(cookie.expires)
}
