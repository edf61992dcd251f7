import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import path from 'node:path'
import type express from 'express'
import type { Request, Response } from 'express'
import type { SessionOptions } from 'express-session'
import type { Observation } from '../../../../protocol/observation'
import { observers } from '../observers'
import { CASES } from './cases.fixture'
import type { Case, RequestSpec } from './case.fixture'
import { contents, sign, type FileStoreModule, type Kit } from './kit.fixture'
import { rawRequest, type RawAnswer } from './raw-request.fixture'
import type { SessionModule } from './map-store.fixture'
import { makeStores } from './stores.fixture'

/** Arguments: `bare` or `observed`, a module of the runtime to resolve from, a work folder, the file for the result. */
const [, , mode, runtime = '', workFolder = '', resultFile = ''] = process.argv

export interface PlayedCase {
  name: string
  answers: RawAnswer[]
  store: Record<string, string>
  notes: string[]
  observations: Observation[]
}

const RealDate = Date
const START = 1_800_000_000_000
let clock = START
const exchanges = new AsyncLocalStorage<string>()
let observations: Observation[] = []
let notes: string[] = []
let nextId = 0

/** One instant until a case moves it, so that expiry times can be compared byte by byte. */
class FixedDate extends RealDate {
  constructor(...args: [] | [string | number | Date]) {
    if (args.length === 0) super(clock)
    else super(args[0])
  }
  static override now(): number {
    return clock
  }
}

function prepare(): Pick<Kit, 'express' | 'session' | 'FileStore' | 'load'> {
  Reflect.set(globalThis, 'Date', FixedDate)
  process.on('uncaughtException', (error) => notes.push(`uncaught: ${error.message}`))
  if (mode === 'observed')
    observers.install({
      report: (observation) => observations.push(structuredClone(observation)),
      currentExchange: () => exchanges.getStore() ?? null,
      now: () => RealDate.now(),
      workFolder: () => workFolder,
      later: (run, ms) => void setTimeout(run, ms),
    })
  const require = createRequire(runtime)
  const session = require('express-session') as SessionModule
  const FileStore = (require('session-file-store') as FileStoreModule)(session)
  return {
    express: require('express') as typeof express,
    session,
    FileStore,
    load: (name) => require(name) as unknown,
  }
}

async function playCase(
  played: Case,
  modules: ReturnType<typeof prepare>,
  number: number,
): Promise<PlayedCase> {
  observations = []
  notes = []
  nextId = 0
  clock = START
  const folder = path.join(workFolder, `case-${String(number)}`)
  mkdirSync(folder, { recursive: true })
  const server = createServer()
  const kit: Kit = {
    ...modules,
    stores: makeStores(modules.session),
    folder,
    store: () => store,
    note: (text) => notes.push(text),
    sign,
  }
  const store = played.store?.(kit) ?? new modules.session.MemoryStore()
  const app = makeApp(played, kit)
  server.on('request', (req, res) => {
    exchanges.run(String(req.headers['x-case-exchange']), () => {
      app(req, res)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const answers = await sendAll(played.requests, port)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return { name: played.name, answers, store: contents(store, folder), notes, observations }
}

function makeApp(played: Case, kit: Kit): express.Express {
  const app = kit.express()
  app.set('env', 'test')
  played.setup?.(app, kit)
  const defaults: SessionOptions = {
    secret: 'cat',
    resave: false,
    saveUninitialized: false,
    genid: () => `id-${String((nextId += 1))}`,
    store: kit.store(),
  }
  app.use(kit.session(Object.assign(defaults, played.options)))
  played.routes?.(app, kit)
  app.get('/views', (req: Request, res: Response) => {
    const data = counter(req.session)
    data.views = (data.views ?? 0) + 1
    res.send(`views ${String(data.views)}`)
  })
  app.get('/look', (req: Request, res: Response) => {
    res.send(`session ${String(Boolean(req.session))}`)
  })
  app.use((error: Error, _req: Request, res: Response, next: express.NextFunction) => {
    kit.note(`error: ${error.message}`)
    if (res.headersSent) next(error)
    else res.status(500).send(error.message)
  })
  return app
}

const counter = (session: object): { views?: number } => session

async function sendAll(requests: readonly RequestSpec[], port: number): Promise<RawAnswer[]> {
  let jar = ''
  const answers: Promise<RawAnswer>[] = []
  for (const [index, spec] of requests.entries()) {
    clock += spec.advance ?? 0
    const cookie = spec.cookie === undefined ? jar : (spec.cookie ?? '')
    const answer = rawRequest(port, spec, `x${String(index + 1)}`, cookie)
    answers.push(answer)
    if (spec.parallel) continue
    const set = /^Set-Cookie: ([^;\r]*)/m.exec((await answer).text)?.[1]
    jar = set ?? jar
  }
  return Promise.all(answers)
}

async function play(): Promise<void> {
  const modules = prepare()
  const played: PlayedCase[] = []
  for (const [index, one] of CASES.entries()) played.push(await playCase(one, modules, index))
  writeFileSync(resultFile, JSON.stringify(played))
  process.exit(0)
}

void play()
