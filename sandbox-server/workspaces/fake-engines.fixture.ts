import type { Duplex } from 'node:stream'
import type { EngineCommand, EngineKind, EngineSource, EngineState, EngineView } from '../../protocol/engine'
import {
  EngineNotRunning,
  type Engine,
  type EngineChange,
  type EngineDriver,
  type EngineRequest,
  type RespValue,
  type SqlResult,
} from '../engines/engine'
import type { Drivers, EngineDrivers } from './drivers'

/** What PostgreSQL would say. */
class Complaint extends Error {
  override name = 'PostgresFailure'
  readonly code = '42601'
  readonly position = 1
}

/** An engine without a server: a connection gets "hello" and is a command when it sends something. */
export class FakeEngine implements Engine {
  readonly deeds: string[] = []
  current: EngineState = 'idle'
  private latencyMs = 0

  constructor(
    readonly kind: EngineKind,
    private readonly source: EngineSource,
    readonly request: EngineRequest,
  ) {}

  view(): EngineView {
    const { source, current: state, latencyMs } = this
    return { source, state, latencyMs, fault: null, login: null }
  }

  state(): EngineState {
    return this.current
  }

  accept(connection: Duplex): void {
    if (this.current !== 'running') void this.become('running', 'ready')
    connection.write('hello')
    connection.on('data', (bytes: Buffer) => {
      this.say(bytes.toString())
      connection.write('OK')
    })
  }

  /** As if the app had sent it. */
  say(text: string, parameters: string[] = []): void {
    const [verb = ''] = text.split(' ')
    const sizes = { durationUs: 1, sentBytes: text.length, receivedBytes: 2 }
    const command: EngineCommand = {
      kind: this.kind,
      verb,
      text,
      parameters,
      outcome: 'ok',
      reply: 'OK',
      ...sizes,
    }
    this.request.onCommand(command)
  }

  foresee(): Promise<void> {
    this.deeds.push('foresee')
    return Promise.resolve()
  }
  stop(): Promise<void> {
    return this.become('stopped', 'stopped')
  }
  start(): Promise<void> {
    return this.become('running', 'started')
  }
  sleep(): Promise<void> {
    return this.current === 'running' ? this.become('idle', 'idle') : Promise.resolve()
  }
  setLatency(milliseconds: number): void {
    this.latencyMs = milliseconds
    this.request.onChange('latency')
  }
  advance(milliseconds: number): Promise<void> {
    this.deeds.push(`advance ${String(milliseconds)}`)
    return Promise.resolve()
  }
  destroy(): Promise<void> {
    this.deeds.push('destroy')
    return Promise.resolve()
  }

  /** Commands, questions and SQL of ours. */
  query(sql = ''): Promise<SqlResult> {
    this.deeds.push(sql)
    if (this.current === 'stopped') return Promise.reject(new EngineNotRunning('It is stopped.'))
    if (sql.startsWith('bad')) return Promise.reject(new Complaint('syntax error'))
    return Promise.resolve({ columns: [{ name: 'n', type: 'integer' }], rows: [['1']], total: 1 })
  }

  private become(state: EngineState, reason: EngineChange): Promise<void> {
    this.current = state
    this.request.onChange(reason)
    return Promise.resolve()
  }
}

/** Drivers of fakes, with every engine they made. MongoDB is what nothing serves, unless asked otherwise. */
export class FakeEngines {
  readonly made: FakeEngine[] = []
  readonly drivers: EngineDrivers = {
    redis: this.#driver('redis', (engine) => ({
      ...asEngine(engine),
      kind: 'redis',
      command: (): Promise<RespValue> => Promise.resolve('OK'),
    })),
    memcached: this.#driver('memcached', (engine) => ({
      ...asEngine(engine),
      kind: 'memcached',
      ask: () => Promise.resolve('OK'),
    })),
    postgres: this.#driver('postgres', (engine) => ({
      ...asEngine(engine),
      kind: 'postgres',
      query: (sql) => engine.query(sql),
    })),
    mongo: this.#driver('mongo', (engine) => ({
      ...asEngine(engine),
      kind: 'mongo',
      url: () => 'mongodb://localhost',
      database: () => 'test',
    })),
  }

  /** What a registry needs besides its runner. */
  readonly parts: Omit<Drivers, 'runner'> = {
    engines: this.drivers,
    inspectors: () => [],
    tableSql: ({ schema, table }) => Promise.resolve({ sql: `${schema}.${table}` }),
    createTable: (engine, { schema, table }) =>
      engine.query('create').then(() => ({ created: true, sql: `${schema}.${table}`, error: null })),
    dropTables: (engine) => engine.query('drop').then(() => undefined),
    tabUrl: (id) => `http://${id}.localhost/`,
    secrets: [],
  }

  /** The last one made of a kind. */
  last(kind: EngineKind): FakeEngine {
    const found = this.made.findLast((engine) => engine.kind === kind)
    if (!found) throw new Error(`No ${kind} was made.`)
    return found
  }

  #driver<E extends Engine>(kind: EngineKind, make: (engine: FakeEngine) => E): EngineDriver<E> {
    const from = kind === 'mongo' ? 'none' : 'program'
    const source: EngineSource = {
      kind,
      from,
      name: `Fake ${kind}`,
      why: 'A fake.',
      hint: 'Get it.',
      address: '',
    }
    const engine = (request: EngineRequest): E => {
      const made = new FakeEngine(kind, source, request)
      this.made.push(made)
      return make(made)
    }
    return { kind, source, engine, close: () => Promise.resolve() }
  }
}

const asEngine = (engine: FakeEngine): Engine => ({
  kind: engine.kind,
  view: () => engine.view(),
  state: () => engine.state(),
  accept: (connection) => {
    engine.accept(connection)
  },
  foresee: () => engine.foresee(),
  stop: () => engine.stop(),
  start: () => engine.start(),
  sleep: () => engine.sleep(),
  setLatency: (milliseconds) => {
    engine.setLatency(milliseconds)
  },
  advance: (milliseconds) => engine.advance(milliseconds),
  destroy: () => engine.destroy(),
})
