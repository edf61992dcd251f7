import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { version } from '../package.json'
import type { EngineSource } from '../protocol/engine'
import { readConfig } from './config'
import { closeEngines, enginesOf, sourcesOf, tableMaker } from './engines-of'
import { dropSessionTables } from './engines/postgres/drop-session-tables'
import { controlApi } from './http/control-api'
import { gateway } from './http/gateway'
import { health } from './http/health'
import { learnerSession, ownSecret } from './http/learner-session'
import { openapiHandler } from './http/openapi'
import { frontServer, listen } from './http/server'
import { storageHandlers } from './http/storage-handlers'
import { workspaceHandlers } from './http/workspace-handlers'
import { sealModules } from './inspectors/cookie/seal-modules'
import { inspectorsOf } from './inspectors-of'
import { chooseRunner, refuseHost } from './isolation/choose'
import type { Runner } from './isolation/runner'
import { stopWith, surviveFaults } from './stop'
import { hostPaths } from './tracing/host-paths'
import { lockData } from './workspaces/data-lock'
import { Registry } from './workspaces/registry'

/** The composition root: with engines-of and inspectors-of beside it, the only file that names concrete drivers. */
async function main(): Promise<void> {
  const root = process.cwd()
  const runtime = join(root, 'sandbox-server/runtime')
  const config = readConfig(process.env)
  const unlock = await lockData(config.data)
  // Apps know their folder by its real name, and so must what hides it.
  const data = realpathSync(config.data)
  const [runner, engines] = await Promise.all([
    chooseRunner({
      boxes: join(data, 'boxes'),
      preload: join(import.meta.dirname, 'preload.cjs'),
      modules: join(runtime, 'node_modules'),
      forced: config.runner ?? undefined,
    }),
    enginesOf(data, process.env),
  ])
  const refusal = refuseHost(config.host, runner)
  if (refusal !== null) throw new Error(refusal)

  const secret = await ownSecret(data)
  const sources = sourcesOf(engines)
  let port = config.port
  const registry = new Registry(data, {
    runner,
    engines,
    inspectors: (inspected) => (config.inspects ? inspectorsOf(inspected, sealModules(runtime)) : []),
    ...tableMaker(runtime),
    dropTables: dropSessionTables,
    tabUrl: (workspace) => `http://${workspace}.localhost:${String(port)}/`,
    secrets: [
      { find: secret, replace: '[secret]' },
      ...hostPaths({
        data,
        root,
        seen: runner.isolates ? null : { home: homedir(), program: process.execPath },
      }),
    ],
  })
  const api = controlApi({
    handlers: {
      ...workspaceHandlers(registry),
      ...storageHandlers(registry),
      health: health({ runner, engines: sources, version, runtime }),
      openapi: openapiHandler(version),
    },
    session: learnerSession(data, secret),
    origins: config.origins,
    log: logFault,
  })
  const server = frontServer({ api, gateway: gateway(registry), extraHosts: config.extraHosts })
  port = await listen(server, config.port, config.host)
  surviveFaults()
  stopWith(async () => {
    server.close()
    server.closeAllConnections()
    await registry.close()
    await runner.close()
    await closeEngines(engines)
    unlock()
  })
  console.log(readyLine(port, runner, sources))
}

function logFault(error: unknown): void {
  console.error(error)
}

/** What whoever started us reads: the address, what isolates, and where each engine comes from. */
function readyLine(port: number, { name, why }: Runner, sources: readonly EngineSource[]): string {
  const engines = sources.map(({ kind, from, name: what, hint }) => ({ kind, from, name: what, hint }))
  return JSON.stringify({ ready: true, port, runner: name, why, engines })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
