import type { SendRequest } from './api'
import type { JarCookie } from './cookie'
import { takeApart } from './cookie-anatomy'
import type { ExchangeView } from './model/views'

const BLANK = /\{\{([a-z][a-z0-9-]*) (id|cookie|jar|sent)(?: ([\w.-]+))?\}\}/g

type JarOf = (browser: string) => readonly JarCookie[]
/** The Cookie header of a browser's latest request that carried one; null when none did. */
type SentBy = (browser: string) => string | null

/**
 * The request with its blanks filled from the jars: `{{alice id}}` is the session id in Alice's cookie,
 * `{{alice cookie}}` that cookie's whole value, `{{alice cookie theme}}` the value of the one of this name,
 * `{{alice jar}}` all her cookies as a Cookie header has them, and
 * `{{alice sent}}` the Cookie header she sent last, even if her jar has changed since. None of it is known when a
 * script is written.
 */
export function fillIn(request: SendRequest, jarOf: JarOf, sentBy: SentBy = () => null): SendRequest {
  const fill = (text: string) =>
    text.replace(BLANK, (_, browser: string, part: string, cookie?: string) =>
      part === 'sent' ? (sentBy(browser) ?? '') : read(jarOf(browser), part, cookie),
    )
  return {
    ...request,
    url: fill(request.url),
    ...(request.headers && { headers: request.headers.map(([name, value]) => [name, fill(value)]) }),
    ...(typeof request.body === 'string' && { body: fill(request.body) }),
  }
}

/** The session id in a jar: that of its signed cookie; null without one. */
export function sessionIdIn(jar: readonly JarCookie[]): string | null {
  return signedCookie(jar)?.sid ?? null
}

/** Reads from these exchanges what each browser sent last as its Cookie header. */
export function lastCookieHeader(exchanges: readonly Pick<ExchangeView, 'browser' | 'request'>[]): SentBy {
  return (browser) => {
    const headers = exchanges.flatMap((exchange) =>
      exchange.browser === browser ? (exchange.request?.headers ?? []) : [],
    )
    return headers.findLast(([name]) => name.toLowerCase() === 'cookie')?.[1] ?? null
  }
}

function read(jar: readonly JarCookie[], part: string, cookie?: string): string {
  if (cookie !== undefined) return jar.find(({ name }) => name === cookie)?.value ?? ''
  if (part === 'jar') return jar.map(({ name, value }) => `${name}=${value}`).join('; ')
  const found = signedCookie(jar)
  return (part === 'id' ? found?.sid : found?.value) ?? ''
}

function signedCookie(jar: readonly JarCookie[]): { sid: string; value: string } | null {
  for (const { value } of jar) {
    const apart = takeApart(value)
    if (apart) return { sid: apart.sid, value }
  }
  return null
}
