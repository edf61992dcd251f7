import { createServer } from 'node:net'
import { Failure } from './failure.mjs'

/** `localhost` may mean either loopback address, so a port counts as free only when both are. */
async function problem(port, host) {
  const hosts = host === '127.0.0.1' || host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
  for (const each of hosts) {
    const code = await tryListen(port, each)
    // A machine without IPv6 has no ::1 to be taken.
    if (code && code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') return code
    if (code && each !== '::1') return code
  }
  return null
}

function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })
}

const REASONS = {
  EADDRINUSE: (port) => `Port ${port} is already used by another program.`,
  EACCES: (port) => `This account may not use port ${port}.`,
  EADDRNOTAVAIL: (_port, host) => `This machine has no address ${host}.`,
  ENOTFOUND: (_port, host) => `There is no host named ${host}.`,
}

/** Throws a Failure with the way out when the port cannot be listened on. */
export async function requirePort(option, port, host) {
  const code = await problem(port, host)
  if (!code) return port
  const reason = REASONS[code]?.(port, host) ?? `Port ${port} cannot be used (${code}).`
  const advice = reason.includes('ort')
    ? `Choose another: npm start -- ${option} ${port + 10}`
    : 'Check --host.'
  throw new Failure(`${reason} ${advice}`)
}

/** The first free port from `from` on. */
export async function freePort(from, host = '127.0.0.1') {
  for (let port = from; port < Math.min(from + 50, 65536); port += 1) {
    if (!(await problem(port, host))) return port
  }
  throw new Failure(`No free port from ${from} to ${from + 49}. Choose one: npm start -- --sandbox-port 4000`)
}
