import { dirname } from 'node:path'
import { hostname, networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export function isLoopback(host) {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** Environment that tells the site and the sandbox-server where both of them are. */
export function addresses({ host, port, sandboxPort }) {
  return {
    CRUMBTRAIL_HOST: host,
    CRUMBTRAIL_SITE_PORT: String(port),
    CRUMBTRAIL_PORT: String(sandboxPort),
    CRUMBTRAIL_SANDBOX: `http://127.0.0.1:${sandboxPort}`,
    CRUMBTRAIL_ALLOWED_HOSTS: allowedHosts(host).join(','),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** Names a browser may use for this machine when the site listens beyond loopback. */
function allowedHosts(host) {
  if (isLoopback(host)) return []
  if (host !== '0.0.0.0' && host !== '::') return [host]
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const names = own.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address))
  return [hostname().toLowerCase(), ...names]
}
