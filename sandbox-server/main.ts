import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from './config'
import { controlApi } from './http/control-api'
import { gateway } from './http/gateway'
import { health } from './http/health'
import { learnerSession } from './http/learner-session'
import { openapi } from './http/openapi'
import { frontServer } from './http/server'
import { workspaceHandlers } from './http/workspace-handlers'
import { inspectors } from './inspected-app'
import { temporaryRunner } from './temporary-runner'
import { stopWith } from './stop'
import { version } from '../package.json'
import { Registry } from './workspaces/registry'

const root = process.cwd()
const runtime = join(root, 'sandbox-server/runtime')
const config = readConfig(process.env)
mkdirSync(config.data, { recursive: true, mode: 0o700 })
const runner = temporaryRunner(join(root, '.build/preload.cjs'), join(runtime, 'node_modules'))
let port = config.port
const registry = new Registry(config.data, {
  runner,
  inspectors,
  tabUrl: (workspace) => `http://${workspace}.localhost:${String(port)}/`,
  secrets: [],
})
const api = controlApi({
  handlers: {
    ...workspaceHandlers(registry),
    health: health({ runner, version, runtime }),
    openapi: async ({ response }) => {
      response.json(openapi(version))
      return undefined
    },
  },
  session: await learnerSession(config.data),
  origins: config.origins,
  log: (error) => {
    console.error(error)
  },
})
const server = frontServer({ api, gateway: gateway(registry), extraHosts: config.extraHosts })
server.listen(config.port, config.host, () => {
  const address = server.address()
  if (address && typeof address === 'object') port = address.port
  console.log(JSON.stringify({ ready: true, port, runner: runner.name, why: runner.why }))
})
stopWith(async () => {
  server.close()
  server.closeAllConnections()
  await registry.close()
  await runner.close()
})
