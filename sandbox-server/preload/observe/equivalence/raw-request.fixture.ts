import { connect } from 'node:net'
import type { RequestSpec } from './case.fixture'

export interface RawAnswer {
  /** Every byte of the response, as latin1, with the Date header left out. */
  text: string
  /** closed: the server ended the connection. silent: nothing came for a while. */
  end: 'closed' | 'silent'
}

/** Turns of the event loop, at least so many milliseconds apart, without a byte in any of them. */
const SILENT = { turns: 20, ms: 20 }
const NEVER_SILENT = { turns: 1500, ms: 20 }

/** Sends one request over a connection of its own and takes every byte that comes back. */
export function rawRequest(
  port: number,
  spec: RequestSpec,
  exchange: string,
  cookie: string,
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    const { turns, ms } = spec.hangs ? SILENT : NEVER_SILENT
    let left = turns
    // App and client share this process: however long the machine lets it wait, both go on between two turns.
    const timer = setInterval(() => {
      if ((left -= 1) > 0) return
      finish('silent')
      socket.destroy()
    }, ms)
    const finish = (end: RawAnswer['end']): void => {
      clearInterval(timer)
      resolve({
        text: Buffer.concat(chunks)
          .toString('latin1')
          .replace(/^Date: .*\r\n/m, ''),
        end,
      })
    }
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('close', () => {
      finish('closed')
    })
    socket.on('error', () => {
      finish('closed')
    })
    socket.write(head(spec, exchange, cookie))
  })
}

function head(spec: RequestSpec, exchange: string, cookie: string): string {
  const headers: Record<string, string> = {
    host: 'localhost',
    connection: 'close',
    'x-case-exchange': exchange,
  }
  if (cookie) headers.cookie = cookie
  Object.assign(headers, spec.headers)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`${spec.method ?? 'GET'} ${spec.path ?? '/views'} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}
