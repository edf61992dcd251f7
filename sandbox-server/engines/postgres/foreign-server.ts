import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { connect as connectPlain, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
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
/** Until a connection that failed is tried once more, before it counts. */
const SECOND_LOOK_MS = 500
/** A connection nobody uses is kept in mind by what lies between, and is known to be dead when it is. */
const KEEP_ALIVE_MS = 30_000
const REQUEST_TLS = Buffer.concat([int32(8), int32(80_877_103)])

/** The server that DATABASE_URL names: somebody else's, in which each workspace gets a role and a database of its own. */
export class ForeignServer implements Database {
  readonly own = false
  readonly secret: Buffer
  private readonly target: Target
  private readonly admin: Credentials
  /** As long as it can be reached. */
  private running: RunningDatabase | null = null

  /** `root`: a folder of ours. Throws when the connection string is none. */
  constructor(url: string, root: string) {
    mkdirSync(root, { recursive: true, mode: 0o711 })
    this.secret = ownSecret(join(root, 'secret'))
    const { target, admin } = readUrl(url)
    this.target = target
    this.admin = admin
  }

  run(): Promise<RunningDatabase> {
    this.running ??= this.begin()
    return Promise.resolve(this.running)
  }

  rest(): Promise<void> {
    return Promise.resolve()
  }

  /** Its version, and whether all can be promised there; a sentence when it cannot serve. */
  async look(): Promise<{ version: string; superuser: boolean; connections: number } | string> {
    try {
      const session = await Session.open(await reach(this.target), this.admin, 'crumbtrail')
      const { rows } = await session.ask(
        `SELECT current_setting('server_version'), rolsuper, rolcreaterole AND rolcreatedb, current_setting('max_connections') FROM pg_roles WHERE rolname = current_user`,
        [],
        { silentMs: PATIENCE_MS },
      )
      session.close()
      const [version, superuser, mayMake, connections] = rows[0] ?? []
      if (superuser !== 't' && mayMake !== 't')
        return `The user "${this.admin.user}" of DATABASE_URL may not create roles and databases, so no workspace can have its own.`
      return {
        version: (version ?? '').split(' ')[0] ?? '',
        superuser: superuser === 't',
        connections: Number(connections ?? 0),
      }
    } catch (error) {
      return `The server of DATABASE_URL cannot be used: ${wordsOf(error)}`
    }
  }

  /** Whether it is there is found out by whoever connects: it is not ours to watch. */
  private begin(): RunningDatabase {
    let end: (why: string) => void = () => undefined
    const ended = new Promise<string>((resolve) => (end = resolve))
    let looksAgain: Promise<void> | null = null
    const lookAgain = async (): Promise<void> => {
      await delay(SECOND_LOOK_MS, null, { ref: false })
      try {
        ;(await reach(this.target)).destroy()
        looksAgain = null
      } catch (error) {
        this.running = null
        end(`The server of DATABASE_URL cannot be reached: ${wordsOf(error)} The next connection tries again.`)
      }
    }
    const connect = (): Promise<Duplex> =>
      reach(this.target).catch((error: unknown) => {
        looksAgain ??= lookAgain()
        throw error
      })
    return { connect, admin: this.admin, ended }
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

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
  socket.setKeepAlive(true, KEEP_ALIVE_MS)
  socket.on('error', () => undefined)
  return socket
}

async function encrypt(socket: Socket, target: Target): Promise<Duplex> {
  const gone = new AbortController()
  const { signal } = gone
  socket.once('close', () => {
    gone.abort()
  })
  const late = setTimeout(() => socket.destroy(), PATIENCE_MS)
  try {
    socket.write(REQUEST_TLS)
    const answer: unknown = (await once(socket, 'data', { signal }))[0]
    if (!Buffer.isBuffer(answer) || answer.toString('latin1') !== 'S')
      throw new Error('it does not speak TLS, which DATABASE_URL asks for.')
    const secure = connectTls({ socket, servername: target.host, rejectUnauthorized: target.tls === 'verify' })
    secure.on('error', () => undefined)
    await once(secure, 'secureConnect', { signal })
    return secure
  } catch (error) {
    if (signal.aborted) throw new Error(`${target.host} does not answer.`, { cause: error })
    socket.destroy()
    throw error
  } finally {
    clearTimeout(late)
  }
}
