import type { JarCookie } from '../../../protocol/cookie'
import type { Finding } from './finding'
import { quote, sentence } from './finding'

/** RFC 6265bis 5.8.3, step 1: scripts of a page (document.cookie) never see an HttpOnly cookie; requests carry it. */
export function hiddenFromScripts(cookie: Pick<JarCookie, 'name' | 'httpOnly'>): Finding | null {
  if (!cookie.httpOnly) return null
  return {
    code: 'http-only',
    rule: 'HttpOnly: hidden from scripts',
    section: 'RFC 6265bis 5.8.3, step 1',
    sentence: sentence(`${quote(cookie.name)} is HttpOnly, so scripts of the page cannot read it.`),
  }
}
