import { pathMatch } from 'tough-cookie'
import type { SetCookieLine } from '../set-cookie-line'
import type { SentRule } from './sent'
import { quote, sentence, shorten } from './finding'

/** RFC 6265bis 5.1.4, path-match: the same path, or one below it. */
export function pathMatches(requestPath: string, cookiePath: string): boolean {
  return pathMatch(requestPath, cookiePath)
}

/** RFC 6265bis 5.1.4, default-path: the folder of the address. */
export function defaultPath(requestPath: string): string {
  const folder = requestPath.slice(0, requestPath.lastIndexOf('/'))
  return folder.startsWith('/') ? folder : '/'
}

/** RFC 6265bis 5.7, step 11. */
export function cookiePath(cookie: Pick<SetCookieLine, 'path'>, url: URL): string {
  return cookie.path ?? defaultPath(url.pathname)
}

/** RFC 6265bis 5.8.3, step 1. */
export const pathCovers: SentRule = (cookie, { url }) =>
  pathMatches(url.pathname, cookie.path)
    ? null
    : {
        code: 'path-mismatch',
        rule: 'Only to paths the Path covers',
        section: 'RFC 6265bis 5.8.3, step 1',
        sentence: sentence(
          `${quote(cookie.name)} is for ${shorten(cookie.path, 80)} and below, and ${shorten(url.pathname, 80)} is not there.`,
        ),
      }
