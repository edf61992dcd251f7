import { parseArgs } from 'node:util'
import { listenOn } from './addresses.mjs'
import { Failure } from './failure.mjs'

export const USAGE = `npm start -- [options]
  --port 3000           the site's port
  --sandbox-port 3001   the sandbox-server's port (default: the next free one after --port)
  --host 127.0.0.1      the address to listen on; beyond this machine only with the isolating runner
  --open                open the site in your browser`

const OPTIONS = {
  port: { type: 'string' },
  'sandbox-port': { type: 'string' },
  host: { type: 'string' },
  open: { type: 'boolean' },
  help: { type: 'boolean' },
}

/**
 * `npm start --port 3010` without the dashes reaches us as npm_config_port, with its value left over as an
 * argument; take it as it was meant.
 */
function fromNpm(env, leftOver) {
  const value = (text) => (text === 'true' ? leftOver.shift() : text)
  return {
    port: value(env.npm_config_port),
    'sandbox-port': value(env.npm_config_sandbox_port),
    host: value(env.npm_config_host),
    open: env.npm_config_open === 'true' ? true : undefined,
  }
}

/** What was asked for: `{ port, sandboxPort | null, host, open, help }`. */
export function readOptions(args, env) {
  const { values, positionals } = parsed(args)
  const given = { ...fromNpm(env, positionals), ...values }
  if (positionals.length > 0) throw new Failure(`"${positionals[0]}" is not an option. These are:\n\n${USAGE}`)
  return {
    port: portNumber('--port', given.port ?? '3000'),
    sandboxPort: given['sandbox-port'] ? portNumber('--sandbox-port', given['sandbox-port']) : null,
    host: usableHost(listenOn(given.host ?? '127.0.0.1')),
    open: given.open ?? false,
    help: given.help ?? false,
  }
}

function parsed(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new Failure(`${error.message.split('. ')[0]}. These are the options:\n\n${USAGE}`)
  }
}

/** Next, which passes requests on to the sandbox-server, reaches no IPv6 address that has no name. */
function usableHost(host) {
  if (!host.includes(':') || host === '::' || host === '::1') return host
  throw new Failure(
    `--host cannot be the IPv6 address ${host}. To listen on all addresses: npm start -- --host ::`,
  )
}

function portNumber(option, text) {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new Failure(`${option} takes a number from 1 to 65535, and "${text}" is not one.`)
}
