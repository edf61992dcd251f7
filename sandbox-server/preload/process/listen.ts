import { errorMonitor, type EventEmitter } from 'node:events'
import { unlinkSync } from 'node:fs'
import { Server, Socket } from 'node:net'
import { Server as TlsServer } from 'node:tls'
import { patchMethod } from './patch-method'

const DEFAULT_PORT = 3000

interface Asked {
  port: number
  host: string | null
  backlog: number | undefined
  signal: AbortSignal | undefined
  callback: unknown
}

/** Servers that stand for a port: what they asked for, and the Unix socket they got. */
const listening = new Map<Server, { port: number; host: string | null; path: string }>()

/** The Unix socket of this very app's server on that port; null when it has none. */
export function ownSocket(port: number): string | null {
  for (const [server, own] of listening) if (own.port === port && server.listening) return own.path
  return null
}

/**
 * Makes every `listen(port)` listen on a Unix socket instead: the first port on the socket given, others beside it.
 * What the app can see stays as at home: address(), the caller's address, the error when a port is taken.
 */
export function redirectListening(socketPath: () => string, onListening: (port: number) => void): void {
  patchMethod(Server.prototype, 'listen', (original) => (self, args) => {
    const asked = parseListen(args)
    if (asked === null || !(self instanceof Server) || listening.has(self)) return original(self, args)
    const { port, host } = asked
    if (isTaken(port)) return refuse(self, port, host)
    const path = listening.size === 0 ? socketPath() : `${socketPath()}-${String(port)}`
    listening.set(self, { port, host, path })
    self.once('close', () => listening.delete(self))
    // A monitor, for a handler of ours would make an error that nobody handles look handled.
    const emitter: EventEmitter = self
    emitter.once(errorMonitor, () => listening.delete(self))
    self.prependOnceListener('listening', () => {
      if (path === socketPath()) onListening(port)
    })
    removeStale(path)
    const { backlog, signal, callback } = asked
    const options = { path, ...(backlog === undefined ? {} : { backlog }), ...(signal ? { signal } : {}) }
    return original(self, typeof callback === 'function' ? [options, callback] : [options])
  })
  patchMethod(Server.prototype, 'address', (original) => (self, args) => {
    const own = self instanceof Server && self.listening ? listening.get(self) : undefined
    if (!own) return original(self, args)
    const address = own.host ?? '::'
    return { address, family: address.includes(':') ? 'IPv6' : 'IPv4', port: own.port }
  })
  patchMethod(Server.prototype, 'emit', (original) => (self, args) => {
    const own = args[0] === 'connection' && self instanceof Server ? listening.get(self) : undefined
    if (!own || !(args[1] instanceof Socket)) return original(self, args)
    dressAsTcp(args[1], own.port, own.host)
    if (!(self instanceof TlsServer)) return original(self, args)
    skipTls(self, args[1])
    return true
  })
}

/** listen(port?, host?, backlog?, callback?) or listen({ port, host, … }); null for paths, handles and what Node refuses itself. */
function parseListen(args: unknown[]): Asked | null {
  const callback = args.find((arg) => typeof arg === 'function')
  const [first, ...rest] = args.filter((arg) => typeof arg !== 'function')
  if (typeof first === 'object' && first !== null) {
    const field = (name: string): unknown => Reflect.get(first, name)
    const elsewhere = ['path', 'fd', '_handle'].some((name) => field(name) !== undefined)
    if (elsewhere || (field('port') ?? null) === null) return null
    return portOf(field('port'), field('host'), field('backlog'), field('signal'), callback)
  }
  const host = rest.find((arg) => typeof arg === 'string')
  const backlog = rest.find((arg) => typeof arg === 'number')
  return portOf(first, host, backlog, undefined, callback)
}

function portOf(
  port: unknown,
  host: unknown,
  backlog: unknown,
  signal: unknown,
  callback: unknown,
): Asked | null {
  const number =
    port === undefined || port === null
      ? 0
      : typeof port === 'string' && port.trim() !== ''
        ? Number(port)
        : port
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > 65535) return null
  return {
    port: number === 0 ? freePort() : number,
    host: typeof host === 'string' ? host : null,
    backlog: typeof backlog === 'number' ? backlog : undefined,
    signal: signal instanceof AbortSignal ? signal : undefined,
    callback,
  }
}

const isTaken = (port: number): boolean => [...listening.values()].some((own) => own.port === port)

function freePort(): number {
  let port = DEFAULT_PORT
  while (isTaken(port)) port += 1
  return port
}

/** The error that the kernel gives at home when two servers want one port. */
function refuse(server: Server, port: number, host: string | null): Server {
  const address = host ?? '::'
  const error = Object.assign(
    new Error(`listen EADDRINUSE: address already in use ${address}:${String(port)}`),
    {
      code: 'EADDRINUSE',
      errno: -98,
      syscall: 'listen',
      address,
      port,
    },
  )
  process.nextTick(() => server.emit('error', error))
  return server
}

/** A Unix socket knows no addresses; `req.ip` and `trust proxy` expect the loopback's. */
function dressAsTcp(socket: Socket, port: number, host: string | null): void {
  const address = host !== null && !host.includes(':') ? '127.0.0.1' : '::1'
  const family = address === '::1' ? 'IPv6' : 'IPv4'
  const facts = {
    remoteAddress: address,
    remoteFamily: family,
    remotePort: 49152,
    localAddress: address,
    localPort: port,
  }
  for (const [name, value] of Object.entries(facts)) {
    Object.defineProperty(socket, name, { value, configurable: true, enumerable: false })
  }
}

/** What comes over the lab's socket has no TLS around it: it is past the handshake, as if the lab had done it. */
function skipTls(server: TlsServer, socket: Socket): void {
  Object.defineProperty(socket, 'encrypted', { value: true, configurable: true, enumerable: true })
  server.emit('secureConnection', socket)
}

function removeStale(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Nothing was there, which is the usual case.
  }
}
