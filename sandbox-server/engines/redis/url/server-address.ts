import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectSafely } from 'node:tls'
import { setTimeout as delay } from 'node:timers/promises'
import { encodeCommand } from '../resp/reply'

const PATIENCE_MS = 6000

export interface ServerAddress {
  host: string
  port: number
  tls: boolean
  user: string
  password: string
  database: string
}

/** Reads `redis://user:password@host:port/database`, or null when it is no such thing. */
export function readAddress(text: string): ServerAddress | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') return null
  return {
    host: url.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: Number(url.port || '6379'),
    tls: url.protocol === 'rediss:',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: /^\/(\d+)$/.exec(url.pathname)?.[1] ?? '0',
  }
}

/** A connection that is logged in and in the right database; rejects with the server's own words. */
export async function openServer(address: ServerAddress): Promise<Socket> {
  const { host, port, user, password, database } = address
  const socket = address.tls ? connectSafely({ host, port, servername: host }) : connect({ host, port })
  socket.on('error', () => undefined)
  try {
    await inTime(once(socket, address.tls ? 'secureConnect' : 'connect'))
    if (password !== '') await say(socket, ['AUTH', ...(user === '' ? [] : [user]), password])
    if (database !== '0') await say(socket, ['SELECT', database])
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** Commands that are answered by one line; nothing else is on the way. */
async function say(socket: Socket, args: readonly string[]): Promise<void> {
  socket.write(encodeCommand(args))
  let text = ''
  while (!text.endsWith('\r\n')) {
    const pieces: unknown[] = await inTime(once(socket, 'data'))
    text += String(pieces[0])
  }
  if (!text.startsWith('+')) throw new Error(text.slice(1).trim())
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = delay(PATIENCE_MS, null, { ref: false }).then(() => {
    throw new Error('It does not answer.')
  })
  late.catch(() => undefined)
  return Promise.race([work, late])
}
