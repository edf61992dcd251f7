import type { ExchangeRequest } from '@/protocol/exchange'

/** Headers that curl writes itself, or that describe the connection. */
const OWN = new Set([
  'host',
  'content-length',
  'connection',
  'user-agent',
  'accept',
  'accept-encoding',
  'transfer-encoding',
])

/** A word for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** The request as a curl command. `base` is where the app can be reached from outside; the path is kept. */
export function curlCommand(request: ExchangeRequest, path: string, base: string): string {
  const parts = ['curl -i']
  if (request.method === 'HEAD') parts.push('-I')
  else if (request.method !== 'GET') parts.push(`-X ${request.method}`)
  parts.push(quoted(new URL(path, base).href))
  for (const [name, value] of request.headers) {
    if (!OWN.has(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`)
  }
  if (request.body !== null && request.body !== '') parts.push(`--data-raw ${quoted(request.body)}`)
  return parts.join(' \\\n  ').replace('curl -i \\\n  ', 'curl -i ')
}
