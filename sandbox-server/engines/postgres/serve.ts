import { pipeline, Transform, type Duplex } from 'node:stream'
import type { Patience } from '../patience'
import type { Client } from '../service'
import { StatementTap } from './statement-tap'
import { failureMessage } from './wire/failure'
import { int32 } from './wire/message'
import { LogInRefused, logIn, type Credentials } from './wire/log-in'
import { readOpening, type Opening } from './wire/startup'

export interface Upstream {
  connect: () => Promise<Duplex>
  tenant: Credentials
  /** Puts the role's password back; then the log-in is tried once more. */
  restore: () => Promise<void>
  /** What may be cancelled: `<process> <key>` of this workspace's own connections. */
  keys: Set<string>
  /** Told to the app instead of a log-in; null: it may come in. */
  refusal: () => Buffer | null
  /** Told to the app after its log-in, as a warning; null: nothing to say. */
  notice: () => Buffer | null
  /** Is told of one connection what passes by, where somebody must know that the server still answers. */
  patience?: () => Patience
}

/** A password, a database closed to connections, a database's connection limit: its owner may change them all. */
const CHANGED_BY_LEARNER = ['28P01', '28000', '55000', '53300']
const PATIENCE_MS = 10_000
const AUTHENTICATION_OK = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0])
const CANCEL = Buffer.concat([int32(16), int32(80_877_102)])

/** Serves one connection of the app: any log-in is right, and leads to the workspace's own role and database. */
export async function serveConnection(client: Client, upstream: Upstream): Promise<void> {
  try {
    const opening = await readPlain(client)
    if (opening?.kind === 'start') await carry(client, upstream, opening)
    else if (opening?.kind === 'cancel') await cancel(upstream, opening)
    if (opening?.kind !== 'start') client.close()
  } catch (error) {
    const bytes =
      error instanceof LogInRefused
        ? error.bytes
        : failureMessage('FATAL', '57P03', 'The database server cannot be reached.')
    sayLast(client, bytes)
  }
}

/** What the app sends from now on is read and dropped: unread it would hide that the app has gone. */
function sayLast(client: Client, bytes: Buffer): void {
  client.output.end(bytes)
  client.input.resume()
}

/** Encryption is declined, as by a server without a certificate; the client then goes on in plain. */
async function readPlain(client: Client): Promise<Opening | null> {
  for (let tries = 0; tries < 3; tries += 1) {
    const opening = await readOpening(client.input, PATIENCE_MS)
    if (opening?.kind !== 'encrypt') return opening
    client.output.write('N')
  }
  return null
}

async function carry(client: Client, upstream: Upstream, opening: Opening & { kind: 'start' }): Promise<void> {
  const { parameters, version } = opening
  const user = parameters.get('user') ?? null
  client.login(user, parameters.get('database') ?? user)
  for (const ours of ['user', 'database', 'replication']) parameters.delete(ours)
  const refusal = upstream.refusal()
  if (refusal) {
    sayLast(client, refusal)
    return
  }
  const socket = await enter(client, upstream, { parameters, version })
  client.output.write(AUTHENTICATION_OK)
  const notice = upstream.notice()
  if (notice) client.output.write(notice)
  relayTapped(client, socket, upstream)
}

async function enter(
  client: Client,
  upstream: Upstream,
  start: { parameters: Map<string, string>; version: number },
): Promise<Duplex> {
  for (let tries = 0; ; tries += 1) {
    const socket = await upstream.connect()
    client.onClose(() => socket.destroy())
    try {
      const onAside = (bytes: Buffer): void => void client.output.write(bytes)
      await logIn(socket, { ...upstream.tenant, ...start, onAside })
      return socket
    } catch (error) {
      socket.destroy()
      const changed = error instanceof LogInRefused && CHANGED_BY_LEARNER.includes(error.code ?? '')
      if (!changed || tries > 0) throw error
      await upstream.restore()
    }
  }
}

function relayTapped(client: Client, socket: Duplex, { keys, patience: begin }: Upstream): void {
  const patience = begin?.()
  const own = new Set<string>()
  const tap = new StatementTap({
    tell: (command) => {
      client.tell(command)
    },
    onKey: (process, key) => {
      own.add(`${String(process)} ${key}`)
      keys.add(`${String(process)} ${key}`)
    },
  })
  const over = (): void => {
    patience?.over()
    for (const key of own) keys.delete(key)
    client.close()
    socket.destroy()
  }
  client.onClose(over)
  socket.once('close', () => {
    // What the server said last is still on its way to the app.
    if (client.output.writableFinished || client.output.destroyed) over()
    else client.output.end()
  })
  const tooLong = failureMessage(
    'FATAL',
    '54000',
    'The message is longer than 16 MB, which is the most this lab takes.',
  )
  pipeline(
    client.input,
    watch(
      (piece) => {
        patience?.asked()
        return tap.fromApp(piece)
      },
      () => client.output.end(tooLong),
    ),
    socket,
    () => undefined,
  )
  pipeline(
    socket,
    watch((piece) => {
      tap.fromServer(piece)
      patience?.heard(tap.isAwaited)
      return true
    }),
    client.output,
    () => undefined,
  )
}

/** Passes bytes on as they are; the first piece found wrong, and all after it, go nowhere. */
function watch(look: (piece: Buffer) => boolean, onWrong: () => void = () => undefined): Transform {
  let wrong = false
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      if (!wrong && look(piece)) {
        done(null, piece)
        return
      }
      if (!wrong) onWrong()
      wrong = true
      done()
    },
  })
}

async function cancel(upstream: Upstream, { process, key }: Opening & { kind: 'cancel' }): Promise<void> {
  if (!upstream.keys.has(`${String(process)} ${key}`)) return
  const socket = await upstream.connect()
  const secret = Buffer.from(key, 'hex')
  const length = int32(12 + secret.length)
  socket.end(Buffer.concat([length, CANCEL.subarray(4), int32(process), secret]))
  socket.resume()
}
