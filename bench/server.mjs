import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addresses } from '../scripts/start/addresses.mjs'
import { startChild } from '../scripts/start/children.mjs'
import { freePort } from '../scripts/start/ports.mjs'
import { waitUntilReady } from '../scripts/start/ready.mjs'

const SERVER = ['.build/server.mjs']
const NEXT = 'node_modules/next/dist/bin/next'

/** Starts the sandbox-server, and the site too when asked, on free ports with an empty data folder. `settings` are added to its environment. */
export async function startServers({ withSite, settings = {} }) {
  const data = await mkdtemp(join(tmpdir(), 'crumbtrail-bench-'))
  const sandboxPort = await freePort(31_000)
  const port = await freePort(sandboxPort + 1)
  const env = {
    ...process.env,
    ...addresses({ host: '127.0.0.1', port, sandboxPort }),
    CRUMBTRAIL_DATA: data,
    ...settings,
    NODE_ENV: 'production',
  }
  const server = startChild('server', SERVER, env, { quiet: true })
  const children = [server]
  const waits = [{ name: 'The sandbox-server', child: server, port: sandboxPort, path: '/api/health' }]
  if (withSite) {
    const args = [NEXT, 'start', '-H', '127.0.0.1', '-p', String(port)]
    const site = startChild('site', args, env, { quiet: true })
    children.push(site)
    waits.push({ name: 'The site', child: site, port, path: '/' })
  }
  await Promise.all(waits.map(waitUntilReady))
  const stop = async () => {
    await Promise.all(children.map(ended))
    await rm(data, { recursive: true, force: true, maxRetries: 5 })
  }
  return { port, sandboxPort, pid: server.pid, stop }
}

function ended(child) {
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return exit
}
