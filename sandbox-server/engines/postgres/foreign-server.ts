import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { connect as connectPlain, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import type { Database, RunningDatabase } from './database'
import { ownSecret } from './secret'
import { Session } from './wire/session'
import { int32 } from './wire/message'
import type { Credentials } from './wire/log-in'

/** Where a connection string leads. */
interface Target {
  host: string
  port: number
  /** Encrypted, or not at all. verify: only with a certificate that this machine trusts. */
  tls: 'no' | 'yes' | 'verify'
}

const PATIENCE_MS = 5000
const REQUEST_TLS = Buffer.concat([int32(8), int32(80_877_103)])

/** The server that DATABASE_URL names: somebody else's, in which each workspace gets a role and a database of its own. */
export class ForeignServer implements Database {
  readonly own = false
  readonly secret: Buffer
  private readonly running: RunningDatabase

  /** `root`: a folder of ours. Throws when the connection string is none. */
  constructor(url: string, root: string) {
    mkdirSync(root, { recursive: true, mode: 0o711 })
    this.secret = ownSecret(join(root, 'secret'))
    const { target, admin } = readUrl(url)
    // Whether it is there is found out by whoever connects; it is not ours to watch.
    const ended = new Promise<string>(() => undefined)
    this.running = { connect: () => reach(target), admin, ended }
  }

  run(): Promise<RunningDatabase> {
    return Promise.resolve(this.running)
  }

  rest(): Promise<void> {
    return Promise.resolve()
  }

  /** Its version, and whether all can be promised there; a sentence when it cannot serve. */
  async look(): Promise<{ version: string; superuser: boolean; connections: number } | string> {
    try {
      const { connect, admin } = this.running
      const session = await Session.open(await connect(), admin, 'crumbtrail')
      const { rows } = await session.ask(
        `SELECT current_setting('server_version'), rolsuper, rolcreaterole AND rolcreatedb, current_setting('max_connections') FROM pg_roles WHERE rolname = current_user`,
      )
      session.close()
      const [version, superuser, mayMake, connections] = rows[0] ?? []
      if (superuser !== 't' && mayMake !== 't')
        return `The user "${admin.user}" of DATABASE_URL may not create roles and databases, so no workspace can have its own.`
      return {
        version: (version ?? '').split(' ')[0] ?? '',
        superuser: superuser === 't',
        connections: Number(connections ?? 0),
      }
    } catch (error) {
      return `The server of DATABASE_URL cannot be used: ${error instanceof Error ? error.message : String(error)}`
    }
  }
}

function readUrl(text: string): { target: Target; admin: Credentials } {
  const url = new URL(text)
  const user = decodeURIComponent(url.username)
  const mode = url.searchParams.get('sslmode') ?? 'prefer'
  const verify = mode.startsWith('verify')
  return {
    target: {
      host: url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 5432),
      tls: verify ? 'verify' : mode === 'require' ? 'yes' : 'no',
    },
    admin: {
      user,
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    },
  }
}

async function reach(target: Target): Promise<Duplex> {
  const socket = await open(target)
  return target.tls === 'no' ? socket : encrypt(socket, target)
}

async function open({ host, port }: Target): Promise<Socket> {
  const socket = host.startsWith('/')
    ? connectPlain(`${host}/.s.PGSQL.${String(port)}`)
    : connectPlain(port, host)
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`${host} does not answer.`)))
  try {
    // Rejects on 'error'.
    await once(socket, 'connect')
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null
    throw new Error(code === 'ECONNREFUSED' ? `nobody answers at ${host}:${String(port)}.` : String(error), {
      cause: error,
    })
  }
  socket.setTimeout(0)
  socket.setNoDelay(true)
  socket.on('error', () => undefined)
  return socket
}

async function encrypt(socket: Socket, { host, tls }: Target): Promise<Duplex> {
  socket.write(REQUEST_TLS)
  const answer: unknown = (await once(socket, 'data'))[0]
  if (!Buffer.isBuffer(answer) || answer.toString('latin1') !== 'S') {
    socket.destroy()
    throw new Error('it does not speak TLS, which DATABASE_URL asks for.')
  }
  const secure = connectTls({ socket, servername: host, rejectUnauthorized: tls === 'verify' })
  await once(secure, 'secureConnect')
  secure.on('error', () => undefined)
  return secure
}
