import { dirname } from 'node:path'
import { hostname, networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export function isLoopback(host) {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** The address to listen on: `localhost` may mean either loopback address, and brackets belong to URLs. */
export function listenOn(host) {
  return host === 'localhost' ? '127.0.0.1' : host.replace(/^\[(.*)\]$/, '$1')
}

/** The address that reaches from this machine what listens on `host`. */
export function askAt(host) {
  const address = listenOn(host)
  return address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address
}

/** RFC 3986 3.2.2: an IPv6 address stands in brackets. */
const inUrl = (address) => (address.includes(':') ? `[${address}]` : address)

/** Where the sandbox-server listens. Next, which passes requests on to it, reaches no address in brackets. */
export function sandboxHost(host) {
  const address = listenOn(host)
  return address === '::1' ? '127.0.0.1' : address
}

/** What to open in a browser on this machine. */
export function siteUrl({ host, port }) {
  const address = askAt(host)
  // Not every machine's localhost is ::1 too.
  return `http://${isLoopback(address) && address !== '::1' ? 'localhost' : inUrl(address)}:${port}`
}

/** Environment that tells the site and the sandbox-server where both of them are. */
export function addresses({ host, port, sandboxPort }) {
  return {
    CRUMBTRAIL_HOST: sandboxHost(host),
    CRUMBTRAIL_SITE_PORT: String(port),
    CRUMBTRAIL_PORT: String(sandboxPort),
    CRUMBTRAIL_SANDBOX: `http://${askAt(sandboxHost(host))}:${sandboxPort}`,
    CRUMBTRAIL_ALLOWED_HOSTS: allowedHosts(host).join(','),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** Names a browser may use for this machine when the site listens beyond loopback. */
function allowedHosts(host) {
  if (isLoopback(host)) return []
  const address = listenOn(host)
  if (address !== '0.0.0.0' && address !== '::') return [inUrl(address)]
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return [hostname().toLowerCase(), ...own.map((each) => inUrl(each.address))]
}
