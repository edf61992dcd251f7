import { AsyncLocalStorage } from 'node:async_hooks'
import crypto, { webcrypto } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type express from 'express'
import type { Observation } from '../../../../../protocol/observation'
import { rawRequest, type RawAnswer } from '../../equivalence/raw-request.fixture'
import { observers } from '../../observers'
import type { Case, Kit, Step } from './case.fixture'
import { CLIENT_SESSIONS_CASES } from './client-sessions-cases.fixture'
import { COOKIE_SESSION_CASES } from './cookie-session-cases.fixture'
import { IRON_SESSION_CASES } from './iron-session-cases.fixture'

/** Arguments: `bare` or `observed`, `require` or `import`, the runtime's package.json, the file for the result. */
const [, , mode, way, runtime = '', resultFile = ''] = process.argv

export interface PlayedCase {
  name: string
  answers: RawAnswer[]
  notes: string[]
  observations: Observation[]
}

const RealDate = Date
const START = 1_800_000_000_000
const exchanges = new AsyncLocalStorage<string>()
const endings = new Map<string, (() => void)[]>()
let clock = START
let drawn = 0
let observations: Observation[] = []
let notes: string[] = []

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

/** The same bytes every time, so that seals can be compared. */
function draw(into: Uint8Array): Uint8Array {
  for (let i = 0; i < into.length; i += 1) into[i] = (drawn += 7) % 251
  return into
}

async function prepare(): Promise<{ express: typeof express; kit: Omit<Kit, 'note'> }> {
  Reflect.set(globalThis, 'Date', FixedDate)
  Reflect.set(crypto, 'randomBytes', (size: number) => Buffer.from(draw(new Uint8Array(size))))
  Object.defineProperty(webcrypto, 'getRandomValues', { value: draw })
  process.on('uncaughtException', (error) => notes.push(`uncaught: ${error.message}`))
  process.on('unhandledRejection', (error) => notes.push(`unhandled: ${String(error)}`))
  if (mode === 'observed') observe()
  const fromRuntime = createRequire(runtime)
  const file = path.join(path.dirname(runtime), 'node_modules/iron-session/dist/index.js')
  const iron = (way === 'import' ? await import(pathToFileURL(file).href) : fromRuntime('iron-session')) as Kit
  return {
    express: fromRuntime('express') as typeof express,
    kit: {
      cookieSession: fromRuntime('cookie-session') as Kit['cookieSession'],
      clientSessions: fromRuntime('client-sessions') as Kit['clientSessions'],
      getIronSession: (...args) => iron.getIronSession(...args),
      Keygrip: fromRuntime('keygrip') as Kit['Keygrip'],
    },
  }
}

function observe(): void {
  observers.install({
    report: (observation) => observations.push(structuredClone(observation)),
    currentExchange: () => exchanges.getStore() ?? null,
    now: () => RealDate.now(),
    workFolder: () => '/',
    later: (run, ms) => void setTimeout(run, ms),
    whenOver: (run) => endings.get(exchanges.getStore() ?? '')?.push(run),
  })
  observers.expect(() => true)
}

async function playCase(
  played: Case,
  { express, kit }: Awaited<ReturnType<typeof prepare>>,
): Promise<PlayedCase> {
  observations = []
  notes = []
  clock = START
  drawn = 0
  const app = express()
  app.set('env', 'test')
  played.make(app, { ...kit, note: (text) => notes.push(text) })
  const server = createServer((req, res) => {
    const exchange = String(req.headers['x-case-exchange'])
    endings.set(exchange, [])
    res.once('close', () =>
      endings.get(exchange)?.forEach((run) => {
        run()
      }),
    )
    exchanges.run(exchange, () => {
      app(req, res)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const answers = await sendAll(played.requests, typeof address === 'object' && address ? address.port : 0)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return { name: played.name, answers, notes, observations }
}

async function sendAll(steps: readonly Step[], port: number): Promise<RawAnswer[]> {
  const jar = new Map<string, string>()
  const answers: RawAnswer[] = []
  for (const [index, step] of steps.entries()) {
    clock += step.advance ?? 0
    const held = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const cookie = step.cookie === undefined ? held : (step.cookie ?? '')
    const answer = await rawRequest(port, step, `x${String(index + 1)}`, step.tamper?.(cookie) ?? cookie)
    answers.push(answer)
    if (step.cookie !== undefined || step.tamper) continue
    for (const [, name = '', value = ''] of answer.text.matchAll(/^Set-Cookie: ([^=\r]*)=([^;\r]*)/gim)) {
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
  }
  return answers
}

async function play(): Promise<void> {
  const prepared = await prepare()
  const played: PlayedCase[] = []
  for (const one of [...COOKIE_SESSION_CASES, ...CLIENT_SESSIONS_CASES, ...IRON_SESSION_CASES])
    played.push(await playCase(one, prepared))
  writeFileSync(resultFile, JSON.stringify(played))
  process.exit(0)
}

void play()
