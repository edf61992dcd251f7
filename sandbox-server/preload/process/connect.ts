import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { ownSocket } from './listen'
import { patchMethod } from './patch-method'

const OWN_HOSTS = new Set(['localhost', '127.0.0.1', '::1', '[::1]', '0.0.0.0', '::'])

/**
 * An app that asks itself at `http://localhost:3000` reaches its own server, which listens on a Unix socket. Other
 * ports and hosts are left as they are. TLS to itself is not carried: its handle is made before the address is known.
 */
export function redirectConnecting(): void {
  patchMethod(Socket.prototype, 'connect', (original) => (self, args) => {
    const path = self instanceof TLSSocket ? null : ownPath(args)
    if (path === null) return original(self, args)
    const callback = flat(args).find((arg) => typeof arg === 'function')
    return original(self, callback ? [{ path }, callback] : [{ path }])
  })
}

/** net.connect hands over its arguments as one list. */
const flat = ([first, ...rest]: unknown[]): unknown[] => (isList(first) ? first : [first, ...rest])

const isList = (value: unknown): value is unknown[] => Array.isArray(value)

/** connect({ port, host }) or connect(port, host?). */
function ownPath(args: unknown[]): string | null {
  const [first, second] = flat(args)
  const asked: { port?: unknown; host?: unknown; path?: unknown } =
    typeof first === 'object' && first !== null
      ? first
      : { port: first, host: typeof second === 'string' ? second : undefined }
  const host = asked.host ?? 'localhost'
  if ((asked.path ?? null) !== null || typeof host !== 'string' || !OWN_HOSTS.has(host)) return null
  return typeof asked.port === 'number' || typeof asked.port === 'string' ? ownSocket(Number(asked.port)) : null
}
