import { createHash } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { PostgresFailure, readFailure } from './failure'
import { BodyReader, int32, message, PROTOCOL_3, text, type Message } from './message'
import { MessageReader } from './message-reader'
import { SCRAM, ScramLogin } from './scram'

export interface Credentials {
  user: string
  password: string
  database: string
}

export interface LogIn extends Credentials {
  /** What else the StartupMessage says: `application_name`, `client_encoding`. */
  parameters?: ReadonlyMap<string, string>
  version?: number
  /** Gets what the server says besides, as bytes: notices, the version it speaks. */
  onAside?: (bytes: Buffer) => void
}

/** An ErrorResponse that ended the log-in; `bytes` is the message as the server sent it. */
export class LogInRefused extends PostgresFailure {
  override name = 'LogInRefused'
  readonly bytes: Buffer

  constructor(body: Buffer) {
    const { message: words, code, position } = readFailure(body)
    super(words, code, position)
    this.bytes = message('E', body)
  }
}

const AUTH = { ok: 0, clearText: 3, md5: 5, sasl: 10, saslContinue: 11, saslFinal: 12 } as const

/**
 * Logs in on a fresh connection. Resolves when the server has let us in; what it says from then on waits in the socket,
 * unread. AuthenticationOk alone does not tell: limits and closed databases are found out after it.
 */
export function logIn(socket: Duplex, login: LogIn): Promise<void> {
  const reader = new MessageReader(64 * 1024)
  const dialogue = new Dialogue(socket, login)
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null): void => {
      socket.off('data', onData)
      socket.off('error', settle)
      socket.off('close', onClose)
      socket.pause()
      const rest = Buffer.concat([dialogue.first, reader.rest()])
      if (rest.length > 0 && !socket.destroyed) socket.unshift(rest)
      if (error) reject(error)
      else resolve()
    }
    const onClose = (): void => {
      settle(new PostgresFailure('The database server ended the connection.', '08006'))
    }
    const step = async (): Promise<void> => {
      for (let next = reader.next(); next; next = reader.next()) {
        if (await dialogue.hear(next)) {
          settle(null)
          return
        }
      }
    }
    let turn = Promise.resolve()
    const onData = (piece: Buffer): void => {
      reader.add(piece)
      turn = turn.then(step).catch((error: unknown) => {
        settle(error instanceof Error ? error : new Error(String(error)))
      })
    }
    socket.on('data', onData)
    socket.once('error', settle)
    socket.once('close', onClose)
    socket.write(startupMessage(login))
  })
}

function startupMessage({ user, database, parameters, version }: LogIn): Buffer {
  const pairs = [['user', user], ['database', database], ...(parameters ?? [])]
  const body = Buffer.concat([...pairs.flat().map(text), Buffer.from([0])])
  return Buffer.concat([int32(body.length + 8), int32(version ?? PROTOCOL_3), body])
}

class Dialogue {
  /** What the server said first once we were in. */
  first: Buffer = Buffer.alloc(0)
  private authenticated = false
  private readonly scram: ScramLogin
  private readonly socket: Duplex
  private readonly login: LogIn

  constructor(socket: Duplex, login: LogIn) {
    this.socket = socket
    this.login = login
    this.scram = new ScramLogin(login.password)
  }

  /** True when the server has let us in. */
  async hear({ type, body }: Message): Promise<boolean> {
    if (type === 'E') throw new LogInRefused(body)
    if (type !== 'R') {
      const bytes = message(type, body)
      const aside = !this.authenticated || type === 'N'
      if (aside) this.login.onAside?.(bytes)
      else this.first = bytes
      return !aside
    }
    const reader = new BodyReader(body)
    const kind = reader.int32()
    if (kind === AUTH.ok) {
      this.authenticated = true
      return false
    }
    const answer = await this.answer(kind, reader)
    if (answer) this.socket.write(message('p', answer))
    return false
  }

  private async answer(kind: number, reader: BodyReader): Promise<Buffer | null> {
    const { user, password } = this.login
    const said = (): string => reader.bytes(reader.left).toString('utf8')
    switch (kind) {
      case AUTH.clearText:
        return text(password)
      case AUTH.md5:
        return text(`md5${md5(md5(password + user), reader.bytes(4))}`)
      case AUTH.sasl: {
        const first = Buffer.from(this.scram.first())
        return Buffer.concat([text(SCRAM), int32(first.length), first])
      }
      case AUTH.saslContinue:
        return Buffer.from(await this.scram.final(said()))
      case AUTH.saslFinal:
        this.scram.verify(said())
        return null
      default:
        throw new PostgresFailure('The database server asks for a log-in that is not known here.', '28000')
    }
  }
}

const md5 = (words: string, salt: Buffer = Buffer.alloc(0)): string =>
  createHash('md5').update(words).update(salt).digest('hex')
