import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Database, RunningDatabase } from './database'
import { HIDE_OTHERS } from './hide-others'
import { LIMITS } from '../../../protocol/limits'
import { tenantOf } from './secret'
import { PostgresFailure } from './wire/failure'
import type { Credentials } from './wire/log-in'
import { Session } from './wire/session'

/** Two of ours besides the app's: for the inspector, and to spare. */
const ROLE_CONNECTIONS = LIMITS.engine.connections + 3
/** A connection can die without a word. Whoever waits for one would hold up everybody, so it is given up after this. */
const SILENT_MS = 10_000
/** What waits for the disk, or for a lock that a learner may hold for as long as the warden lets it. */
const LONG_SILENT_MS = 60_000
/** Where a database cannot be dropped because one of its connections has not ended yet. */
const DROP_TRIES = 5
const DROP_PAUSE_MS = 200

/** A role that has its database, which is closed to everybody else. */
const MADE = `
SELECT 1 FROM pg_roles, pg_database d WHERE rolname = $1 AND datname = $2 AND pg_get_userbyid(d.datdba) = $1
  AND NOT has_database_privilege('public', d.oid, 'CONNECT, TEMP')`

/** The roles and databases of workspaces on a shared server. */
export class Tenants {
  private readonly database: Database
  private readonly notes: string
  private session: Promise<Session> | null = null
  /** Making databases from one template at the same time fails, so one after the other. */
  private turn: Promise<unknown> = Promise.resolve()
  private prepared: RunningDatabase | null = null

  /** `notes`: a folder of ours, where each workspace that has a database has an empty file. */
  constructor(database: Database, notes: string) {
    this.database = database
    this.notes = notes
    mkdirSync(notes, { recursive: true, mode: 0o700 })
  }

  /** The server is ours alone, and runs on this machine. */
  get own(): boolean {
    return this.database.own
  }

  /** A workspace has a database, though the server may sleep. */
  has(workspace: string): boolean {
    return existsSync(this.note(workspace))
  }

  /** Starts the server and makes what the workspace lacks; resolves with how to log in. */
  async prepare(workspace: string): Promise<{ running: RunningDatabase; tenant: Credentials }> {
    const running = await this.database.run()
    const tenant = tenantOf(this.database.secret, workspace)
    await this.inTurn(async () => {
      await this.hideOthers(running)
      writeFileSync(this.note(workspace), '')
      await this.make(tenant, running)
    })
    return { running, tenant }
  }

  /** One statement as the administrator. */
  async ask(
    sql: string,
    parameters: readonly (string | null)[] = [],
    silentMs = SILENT_MS,
  ): Promise<(string | null)[][]> {
    return (await (await this.admin()).ask(sql, parameters, { silentMs })).rows
  }

  /** Ends every connection of a workspace's role. */
  async disconnect({ user }: Credentials): Promise<void> {
    await this.ask('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [user])
  }

  /** Puts a role's password back, which its learner can change. */
  async restore({ user, password }: Credentials): Promise<void> {
    await this.alter(
      `ALTER ROLE ${user} ${roleOptions(password)}`,
      `ALTER DATABASE ${user} ALLOW_CONNECTIONS true CONNECTION LIMIT -1`,
    )
  }

  /** On a session of its own: a learner may hold a lock on what is changed, and meanwhile everybody else would wait. */
  async alter(...statements: readonly string[]): Promise<void> {
    const session = await openAdmin(await this.database.run())
    try {
      for (const sql of statements) await session.ask(sql, [], { silentMs: LONG_SILENT_MS })
    } finally {
      session.close()
    }
  }

  /** Drops a workspace's database; the next start makes an empty one. */
  async drop({ database }: Pick<Credentials, 'database'>): Promise<void> {
    const [found] = await this.ask('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (!found) return
    await this.ask(`ALTER DATABASE ${database} IS_TEMPLATE false`, [], LONG_SILENT_MS)
    for (let tries = 1; ; tries += 1) {
      try {
        await this.ask(`DROP DATABASE ${database} WITH (FORCE)`, [], LONG_SILENT_MS)
        return
      } catch (error) {
        if (!isInUse(error) || tries === DROP_TRIES) throw error
        await delay(DROP_PAUSE_MS)
      }
    }
  }

  /** Everything of a workspace is gone from the server. */
  async erase(workspace: string): Promise<void> {
    if (!this.has(workspace)) return
    const { user } = tenantOf(this.database.secret, workspace)
    await this.database.run()
    await this.inTurn(async () => {
      await this.drop({ database: user })
      await this.ask(`DROP ROLE IF EXISTS ${user}`)
      rmSync(this.note(workspace), { force: true })
    })
  }

  close(): void {
    this.session?.then(
      (session) => {
        session.close()
      },
      () => undefined,
    )
    this.session = null
  }

  private note(workspace: string): string {
    return join(this.notes, tenantOf(this.database.secret, workspace).user)
  }

  private async make({ user, database, password }: Credentials, running: RunningDatabase): Promise<void> {
    const [made] = await this.ask(MADE, [user, database])
    if (made) return
    const { own } = this.database
    await this.ask(`CREATE ROLE ${user} ${roleOptions(password)}`).catch(ignoreExisting)
    if (!own) await this.boundAbroad(user)
    // The log is the faster strategy here: the other waits for everything to be written first.
    const template = own ? 'STRATEGY wal_log' : `TEMPLATE template0 ENCODING 'UTF8'`
    await this.ask(`CREATE DATABASE ${database} OWNER ${user} ${template}`, [], LONG_SILENT_MS).catch(
      ignoreExisting,
    )
    if (own) await this.ask(`ALTER DATABASE ${database} OWNER TO ${user}`)
    // Only a superuser can hide the others; where we are none, nobody can.
    else await this.hideOthersIn(database, running).catch(() => undefined)
    // Last: an attempt that is cut short before this is made again.
    await this.ask(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)
  }

  /** What our own server has in its settings, for a role on somebody else's. */
  private async boundAbroad(user: string): Promise<void> {
    // Who makes a role is not yet allowed to give it a database, unless a superuser.
    await this.ask(`GRANT ${user} TO CURRENT_USER`).catch(() => undefined)
    await this.ask(`ALTER ROLE ${user} SET statement_timeout = ${String(LIMITS.engine.statementMs)}`)
    await this.ask(`ALTER ROLE ${user} SET idle_in_transaction_session_timeout = 60000`)
    await this.ask(`ALTER ROLE ${user} SET timezone = 'UTC'`)
    await this.ask(`ALTER ROLE ${user} SET temp_file_limit = '16MB'`).catch(() => undefined)
  }

  private async hideOthers(running: RunningDatabase): Promise<void> {
    if (!this.database.own || this.prepared === running) return
    await this.ask('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC')
    await this.hideOthersIn('template1', running)
    this.prepared = running
  }

  private async hideOthersIn(database: string, { connect, admin }: RunningDatabase): Promise<void> {
    const session = await Session.open(await connect(), { ...admin, database }, 'crumbtrail')
    try {
      await session.run(HIDE_OTHERS, { silentMs: SILENT_MS })
    } finally {
      session.close()
      // Nobody may be connected to the template when it is copied.
      await session.closed
    }
  }

  private async admin(): Promise<Session> {
    const known = this.session
    const current = await known?.catch(() => null)
    if (current?.usable) return current
    // Of all who waited for the old one, the first opens another.
    if (this.session === known) this.session = null
    this.session ??= this.openSession()
    return this.session
  }

  private async openSession(): Promise<Session> {
    const running = await this.database.run()
    const session = await openAdmin(running)
    // It may not have noticed, and the server that is back knows nothing of it.
    void running.ended.then(() => {
      session.destroy()
    })
    return session
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work)
    this.turn = result.catch(() => undefined)
    return result
  }
}

const openAdmin = async ({ connect, admin }: RunningDatabase): Promise<Session> =>
  Session.open(await connect(), admin, 'crumbtrail')

const roleOptions = (password: string): string =>
  `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT ${String(ROLE_CONNECTIONS)} PASSWORD '${password}'`

/** 55006, 57014: it waits a few seconds itself for connections to end, and may come to its own time limit meanwhile. */
const isInUse = (error: unknown): boolean =>
  error instanceof PostgresFailure && ['55006', '57014'].includes(error.code ?? '')

/** 42710, 42P04: it is there, left by an attempt that was cut short. */
function ignoreExisting(error: unknown): void {
  if (error instanceof PostgresFailure && ['42710', '42P04'].includes(error.code ?? '')) return
  throw error
}
