import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { addresses, askAt, root, sandboxHost, siteUrl } from './addresses.mjs'
import { ensureBuilt } from './build.mjs'
import { sayEngines } from './engines-line.mjs'
import { report } from './failure.mjs'
import { ensureInstalled, requireWritable } from './install.mjs'
import { openBrowser } from './open-browser.mjs'
import { readOptions, USAGE } from './options.mjs'
import { freePort, requirePort } from './ports.mjs'
import { stopPrograms } from './programs.mjs'
import { waitUntilReady } from './ready.mjs'
import { onEnd } from './signals.mjs'
import { Supervisor } from './supervise.mjs'

/** The whole of `npm start`, from nothing to an address. */
export async function start(args) {
  const supervisor = new Supervisor((sentence) => void end(1, sentence))
  const end = async (code, sentence) => {
    if (sentence) console.error(sentence)
    stopPrograms()
    await supervisor.stop()
    process.exit(code)
  }
  onEnd(() => void end(0))
  try {
    const options = readOptions(args, process.env)
    if (options.help) return console.log(USAGE)
    await launch(options, supervisor)
  } catch (error) {
    report(error)
    await end(1)
  }
}

async function launch(options, supervisor) {
  await requirePort('--port', options.port, options.host)
  const sandboxPort = options.sandboxPort
    ? await requirePort('--sandbox-port', options.sandboxPort, sandboxHost(options.host))
    : await freePort(options.port + 1, sandboxHost(options.host))
  await requireDataFolder()
  await ensureInstalled()
  await ensureBuilt()

  const env = { ...process.env, ...addresses({ ...options, sandboxPort }), NODE_ENV: 'production' }
  const { runner, engines } = await startBoth({ ...options, sandboxPort }, env, supervisor)
  const url = siteUrl(options)
  console.log(`Crumbtrail is ready at ${url} · runner: ${runner.name}. ${runner.why}`)
  console.log(sayEngines(engines))
  if (options.open) openBrowser(url)
}

async function requireDataFolder() {
  const folder = process.env.CRUMBTRAIL_DATA ?? join(root, '.data')
  await mkdir(folder, { recursive: true }).catch(() => requireWritable(root))
  await requireWritable(folder)
}

/** Both at once: the slower of the two decides how long it takes. Resolves to the server's health. */
async function startBoth({ host, port, sandboxPort }, env, supervisor) {
  const next = ['node_modules/next/dist/bin/next', 'start', '-H', host, '-p', String(port)]
  const server = supervisor.start('sandbox-server', ['--enable-source-maps', '.build/server.mjs'], env)
  const site = supervisor.start('site', next, env)
  const [health] = await Promise.all([
    waitUntilReady({
      name: 'The sandbox-server',
      child: server,
      port: sandboxPort,
      path: '/api/health',
      address: askAt(sandboxHost(host)),
    }),
    waitUntilReady({ name: 'The site', child: site, port, path: '/', address: askAt(host) }),
  ])
  supervisor.settle('sandbox-server')
  supervisor.settle('site')
  return JSON.parse(health)
}
