import type { JarCookie } from '../../../protocol/cookie'

/** One browser's cookies now. */
export interface BrowserJar {
  browser: string
  cookies: readonly JarCookie[]
}

/** The jars of a workspace's virtual browsers, and what a person may do to them by hand. */
export interface JarReader {
  jars(): readonly BrowserJar[]
  /** The Cookie header of a request to a cookie's own place, by the jar's own rules; null when none goes along. */
  header(browser: string, cookie: JarCookie): string | null
  /** False when the jar holds none of them any more. */
  remove(browser: string, cookies: readonly JarCookie[]): boolean
  /** Puts another value in a cookie's place, everything else as it was; false when the jar does not hold it. */
  replace(browser: string, cookie: JarCookie, value: string): boolean
}
