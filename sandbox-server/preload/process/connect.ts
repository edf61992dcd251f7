import { Socket } from 'node:net'
import { constants } from 'node:os'
import { TLSSocket } from 'node:tls'
import { ownSocket } from './listen'
import { patchMethod } from './patch-method'

const OWN_HOSTS = new Set(['localhost', '127.0.0.1', '::1', '[::1]', '0.0.0.0', '::'])

/** Where engines listen at home, and the sockets that stand for them here. */
const ENGINES: ReadonlyMap<number, string> = new Map([
  [6379, 'redis'],
  [11211, 'memcached'],
  [5432, 'postgres'],
  [27017, 'mongo'],
])

/** A Unix socket that stands for a port of this machine. */
interface Stand {
  path: string
  port: number
  address: '127.0.0.1' | '::1'
}

/** Sockets that were sent to an engine; what they say of themselves is what they would say at home. */
const toEngines = new WeakMap<Socket, Stand>()

/** Sockets that look for a server on this machine where there is none. */
const toNobody = new WeakMap<Socket, Stand>()

/**
 * An app that asks itself at `http://localhost:3000` reaches its own server, which listens on a Unix socket, and the
 * engines' ports lead to the engines. Other ports and hosts are left as they are. TLS is not carried: its handle is
 * made before the address is known.
 */
export function redirectConnecting(runFolder: string): void {
  patchMethod(Socket.prototype, 'connect', (original) => (self, args) => {
    if (!(self instanceof Socket)) return original(self, args)
    const { port, address } = asked(args)
    const own = port === null || self instanceof TLSSocket ? null : ownSocket(port)
    const engine = port === null ? undefined : ENGINES.get(port)
    undress(self)
    if (port !== null && own === null && engine === undefined) toNobody.set(self, { path: '', port, address })
    if (port === null || (own === null && engine === undefined)) return original(self, args)
    const stand = { path: own ?? `${runFolder}/${String(engine)}.sock`, port, address }
    if (own === null) dressAsTcp(self, stand)
    if (self instanceof TLSSocket) return refuse(self, stand)
    const callback = flat(args).find((arg) => typeof arg === 'function')
    return original(self, callback ? [{ path: stand.path }, callback] : [{ path: stand.path }])
  })
  patchMethod(Socket.prototype, 'destroy', (original) => (self, args) => {
    const stand = self instanceof Socket ? toEngines.get(self) : undefined
    if (stand && isFailureToConnect(args[0], stand)) asAtHome(args[0], stand)
    const nobody = self instanceof Socket ? toNobody.get(self) : undefined
    if (nobody && isWithoutNetwork(args[0])) asAtHome(args[0], nobody)
    return original(self, args)
  })
}

/** net.connect hands over its arguments as one list. */
const flat = ([first, ...rest]: unknown[]): unknown[] => (isList(first) ? first : [first, ...rest])

const isList = (value: unknown): value is unknown[] => Array.isArray(value)

/** connect({ port, host }) or connect(port, host?); port null: not this machine's, or none at all. */
function asked(args: unknown[]): { port: number | null; address: Stand['address'] } {
  const [first, second] = flat(args)
  const options: { port?: unknown; host?: unknown; path?: unknown } =
    typeof first === 'object' && first !== null
      ? first
      : { port: first, host: typeof second === 'string' ? second : undefined }
  const { port, path } = options
  const host = (options.host ?? '') === '' ? 'localhost' : options.host
  const isOurs = typeof host === 'string' && OWN_HOSTS.has(host.toLowerCase()) && (path ?? null) === null
  const isPort = typeof port === 'number' || (typeof port === 'string' && port.trim() !== '')
  const address = typeof host === 'string' && host.includes(':') ? '::1' : '127.0.0.1'
  return { port: isOurs && isPort ? Number(port) : null, address }
}

let connections = 0
/** A Unix socket knows no addresses; Node's own getters ask these two. */
function dressAsTcp(socket: Socket, stand: Stand): void {
  const { address, port } = stand
  const family = address === '::1' ? 'IPv6' : 'IPv4'
  const ownPort = 49_152 + (connections++ % 16_384)
  const when = (facts: object) => ({
    value: () => (socket.connecting || socket.destroyed ? {} : facts),
    configurable: true,
    enumerable: false,
  })
  toEngines.set(socket, stand)
  Object.defineProperty(socket, '_getpeername', when({ address, family, port }))
  Object.defineProperty(socket, '_getsockname', when({ address, family, port: ownPort }))
}

/** The same socket may be used again, for another place. */
function undress(socket: Socket): void {
  toNobody.delete(socket)
  if (!toEngines.delete(socket)) return
  Reflect.deleteProperty(socket, '_getpeername')
  Reflect.deleteProperty(socket, '_getsockname')
}

interface ConnectFailure extends Error {
  errno?: unknown
  code?: unknown
  address?: unknown
  port?: unknown
}

const isFailureToConnect = (error: unknown, { path }: Stand): error is ConnectFailure =>
  error instanceof Error && 'address' in error && error.address === path

/** A sandbox without any network says so; at home this machine would have refused. */
const isWithoutNetwork = (error: unknown): error is ConnectFailure =>
  error instanceof Error && 'code' in error && error.code === 'EAFNOSUPPORT'

/** Nobody at the socket, and no socket, are both what a port is on which nobody listens. */
function asAtHome(error: ConnectFailure, { address, port }: Stand): void {
  const { message, stack } = error
  const refused = `connect ECONNREFUSED ${address}:${String(port)}`
  error.message = refused
  error.stack = stack?.replace(message, refused).replaceAll('PipeConnectWrap', 'TCPConnectWrap') ?? ''
  Object.assign(error, { errno: -constants.errno.ECONNREFUSED, code: 'ECONNREFUSED', address, port })
}

function refuse(socket: Socket, stand: Stand): Socket {
  const error = Object.assign(new Error('connect'), { errno: 0, code: '', syscall: 'connect' })
  asAtHome(error, stand)
  process.nextTick(() => socket.destroy(error))
  return socket
}
