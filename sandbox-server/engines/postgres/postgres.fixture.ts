import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { EngineCommand } from '../../../protocol/engine'
import type { Engine, EngineChange, EngineDriver, PostgresEngine } from '../engine'
import { connectTo } from '../private-server'
import { postgresDriver } from './driver'
import { ADMIN, adminPassword, ownSecret } from './secret'
import { Session } from './wire/session'

/** The modules that a learner's app has. */
export const learnerRequire = createRequire(join(process.cwd(), 'sandbox-server/runtime/package.json'))

/** The pg that a learner's app has; its types are the site's own. */
export const learnerPg = (): typeof pg => loaded(learnerRequire('pg'))

function loaded(module: unknown): typeof pg {
  if (!isPg(module)) throw new Error('pg is not installed for learners.')
  return module
}

const isPg = (module: unknown): module is typeof pg =>
  typeof module === 'object' && module !== null && 'Client' in module

export interface Lab {
  driver: EngineDriver<PostgresEngine>
  data: string
  /** A workspace's engine behind a port of this machine, as its app finds it. */
  open(workspace: string): Promise<Door>
  close(): Promise<void>
}

export interface Door {
  engine: PostgresEngine
  port: number
  commands: EngineCommand[]
  changes: EngineChange[]
  /** A connection string such as learners write. */
  url: string
}

/** A data folder of its own, and PostgreSQL on it from the source asked for. */
export async function openLab(
  env: Readonly<Record<string, string | undefined>>,
  data = mkdtempSync(join(tmpdir(), 'ct-pg-')),
): Promise<Lab> {
  chmodSync(data, 0o711)
  const driver = await postgresDriver({ env, data })
  const doors: { server: Server; engine: Engine }[] = []
  return {
    driver,
    data,
    open: async (workspace) => {
      const commands: EngineCommand[] = []
      const changes: EngineChange[] = []
      const engine = driver.engine({
        workspace,
        now: Date.now,
        onCommand: (command) => commands.push(command),
        onChange: (change) => changes.push(change),
      })
      const server = createServer((socket) => {
        engine.accept(socket)
      })
      doors.push({ server, engine })
      const port = await listen(server)
      const url = `postgres://ann:any@127.0.0.1:${String(port)}/shop`
      return { engine, port, commands, changes, url }
    },
    close: async () => {
      for (const { server, engine } of doors) {
        server.close()
        await engine.stop()
      }
      await driver.close()
      rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** One question to the embedded server of a lab as its administrator, the first column of the answer. */
export async function askAdmin({ data }: Lab, sql: string): Promise<(string | null | undefined)[]> {
  const root = join(data, 'postgres')
  const admin = { user: ADMIN, password: adminPassword(ownSecret(join(root, 'secret'))), database: 'postgres' }
  const session = await Session.open(await connectTo(join(root, 'sockets/.s.PGSQL.5432')), admin, 'test')
  try {
    return (await session.ask(sql)).rows.map(([first]) => first)
  } finally {
    session.close()
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
