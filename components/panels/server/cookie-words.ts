type Cookie = Readonly<Record<string, unknown>>

/** `req.session.cookie` in words: `path /, HttpOnly, until the browser closes`. */
export function cookieWords(cookie: Cookie): string {
  const parts = [`path ${typeof cookie.path === 'string' ? cookie.path : '/'}`]
  if (cookie.httpOnly === true) parts.push('HttpOnly')
  if (cookie.secure === true) parts.push('Secure')
  if (cookie.secure === 'auto') parts.push('Secure when the request is')
  if (typeof cookie.sameSite === 'string') parts.push(`SameSite ${cookie.sameSite}`)
  parts.push(lifetime(cookie.originalMaxAge))
  return parts.join(', ')
}

function lifetime(maxAge: unknown): string {
  if (typeof maxAge !== 'number') return 'until the browser closes'
  const seconds = Math.round(maxAge / 1000)
  if (seconds < 120) return `for ${String(seconds)} s`
  if (seconds < 7200) return `for ${String(Math.round(seconds / 60))} min`
  const hours = Math.round(seconds / 3600)
  return hours < 48 ? `for ${String(hours)} h` : `for ${String(Math.round(hours / 24))} days`
}
