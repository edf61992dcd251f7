import { headersOf } from '../request-facts'
import { ownValue } from '../read-safely'

/** The first cookie of that name in a request's Cookie header, as it came; null when there is none. */
export function cookieInRequest(req: unknown, name: string): string | null {
  const header = ownValue(headersOf(req), 'cookie')
  if (typeof header !== 'string') return null
  for (const pair of header.split(';')) {
    const text = pair.replace(/^ +/, '')
    if (text.startsWith(`${name}=`)) return text.slice(name.length + 1)
  }
  return null
}
