import type { JarCookie } from './cookie'
import { takeApart } from './cookie-anatomy'
import type { SendRequest } from './api'

const BLANK = /\{\{([a-z][a-z0-9-]*) (id|cookie)\}\}/g

type JarOf = (browser: string) => readonly JarCookie[]

/**
 * The request with its blanks filled from the jars: `{{alice id}}` is the session id in Alice's cookie,
 * `{{alice cookie}}` the cookie's whole value. Ids are not known when a script is written.
 */
export function fillIn(request: SendRequest, jarOf: JarOf): SendRequest {
  const fill = (text: string) =>
    text.replace(BLANK, (_, browser: string, part: string) => read(jarOf(browser), part))
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

function read(jar: readonly JarCookie[], part: string): string {
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
