import { join } from 'node:path'
import { version } from '../package.json'
import { readConfig } from './config'
import { controlApi } from './http/control-api'
import { gateway } from './http/gateway'
import { health } from './http/health'
import { learnerSession, ownSecret } from './http/learner-session'
import { openapi } from './http/openapi'
import { frontServer, listen } from './http/server'
import { workspaceHandlers } from './http/workspace-handlers'
import { inspectorsOf } from './inspectors-of'
import { chooseRunner, refuseHost } from './isolation/choose'
import { stopWith } from './stop'
import { lockData } from './workspaces/data-lock'
import { Registry } from './workspaces/registry'

/** The composition root: the only file that names concrete drivers. */
async function main(): Promise<void> {
  const root = process.cwd()
  const runtime = join(root, 'sandbox-server/runtime')
  const config = readConfig(process.env)
  const unlock = await lockData(config.data)
  const runner = await chooseRunner({
    boxes: join(config.data, 'boxes'),
    preload: join(import.meta.dirname, 'preload.cjs'),
    modules: join(runtime, 'node_modules'),
    forced: config.runner ?? undefined,
  })
  const refusal = refuseHost(config.host, runner)
  if (refusal !== null) throw new Error(refusal)

  const secret = await ownSecret(config.data)
  let port = config.port
  const registry = new Registry(config.data, {
    runner,
    inspectors: inspectorsOf,
    tabUrl: (workspace) => `http://${workspace}.localhost:${String(port)}/`,
    secrets: [
      { find: secret, replace: '[secret]' },
      { find: `${config.data}/`, replace: '' },
      { find: `${root}/`, replace: '' },
    ],
  })
  const api = controlApi({
    handlers: {
      ...workspaceHandlers(registry),
      health: health({ runner, version, runtime }),
      openapi: ({ response }) => {
        response.json(openapi(version))
        return Promise.resolve(undefined)
      },
    },
    session: learnerSession(config.data, secret),
    origins: config.origins,
    log: (error) => {
      console.error(error)
    },
  })
  const server = frontServer({ api, gateway: gateway(registry), extraHosts: config.extraHosts })
  port = await listen(server, config.port, config.host)
  stopWith(async () => {
    server.close()
    server.closeAllConnections()
    await registry.close()
    await runner.close()
    unlock()
  })
  console.log(JSON.stringify({ ready: true, port, runner: runner.name, why: runner.why }))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
