import { ExchangeFailure } from './exchange-failure'
import { shorten } from './rules/finding'

/** Where the lab’s app lives, as its browsers see it. */
export function labOrigin(https: boolean): string {
  return https ? 'https://localhost' : 'http://localhost:3000'
}

const HOST_AND_PORT = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d{1,5})?(?:[/?#]|$)/i

/** The address a browser would open for what was typed: a path, an absolute URL, or a host name alone. */
export function resolveAddress(typed: string, https: boolean): URL | ExchangeFailure {
  const origin = labOrigin(https)
  const text = HOST_AND_PORT.test(typed) ? `${https ? 'https' : 'http'}://${typed}` : typed
  if (!URL.canParse(text, origin)) return unreadable(typed)
  const url = new URL(text, origin)
  if (!/^https?:$/.test(url.protocol)) return unreadable(typed)
  // Names and passwords in an address are for Authorization, which browsers send only when asked.
  url.username = ''
  url.password = ''
  return url
}

/** Why nobody answers at this address; null when somebody may. */
export function schemeFault(url: URL, https: boolean): ExchangeFailure | null {
  return url.protocol === 'https:' && !https ? new ExchangeFailure('no_https') : null
}

const unreadable = (typed: string): ExchangeFailure =>
  new ExchangeFailure('bad_url', `“${shorten(typed, 80)}” is not an address a browser could open.`)
