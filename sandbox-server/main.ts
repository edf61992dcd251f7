import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { HealthReply } from '../protocol/api'
import { controlApi } from './http/control-api'
import { learnerSession } from './http/learner-session'
import { openapi } from './http/openapi'
import { frontServer } from './http/server'
import { workspaceHandlers } from './http/workspace-handlers'
import { temporaryRunner } from './temporary-runner'
import { Registry } from './workspaces/registry'
import { readConfig } from './config'

const config = readConfig(process.env)
const root = process.cwd()
mkdirSync(config.data, { recursive: true, mode: 0o700 })
const runner = temporaryRunner(
  join(root, '.build/preload.cjs'),
  join(root, 'sandbox-server/runtime/node_modules'),
)
let port = config.port
const registry = new Registry(config.data, {
  runner,
  inspectors: () => [],
  tabUrl: (id) => `http://${id}.localhost:${String(port)}/`,
  secrets: [],
})
const api = controlApi({
  handlers: {
    health: async () =>
      HealthReply.parse({
        ok: true,
        name: 'crumbtrail',
        version: '0.1.0',
        node: process.versions.node,
        runner: { name: runner.name, isolates: runner.isolates, why: runner.why },
        engines: [],
        sandboxes: runner.stats(),
        modules: {},
      }),
    openapi: async ({ response }) => {
      response.json(openapi('0.1.0'))
      return undefined
    },
    ...workspaceHandlers(registry),
  },
  session: await learnerSession(config.data),
  origins: config.origins,
  log: (e) => {
    console.error(e)
  },
})
const server = frontServer({
  api,
  gateway: (_id, _request, response) => {
    response.writeHead(404).end()
  },
  extraHosts: config.extraHosts,
})
server.listen(config.port, config.host, () => {
  const address = server.address()
  if (address && typeof address === 'object') port = address.port
  console.log(JSON.stringify({ ready: true, port, runner: runner.name, why: runner.why }))
})
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(
    signal,
    () =>
      void registry
        .close()
        .then(() => runner.close())
        .then(() => process.exit(0)),
  )
void existsSync
void readFileSync
void resolve
