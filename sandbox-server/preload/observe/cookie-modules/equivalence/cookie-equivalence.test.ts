import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COOKIE_REASONS } from '../../../../../protocol/decision'
import { Observation } from '../../../../../protocol/observation'
import { CLIENT_SESSIONS_CASES } from './client-sessions-cases.fixture'
import { COOKIE_SESSION_CASES } from './cookie-session-cases.fixture'
import { IRON_SESSION_CASES } from './iron-session-cases.fixture'
import type { PlayedCase } from './play.fixture'

const run = promisify(execFile)
const runtime = path.resolve(import.meta.dirname, '../../../../runtime/package.json')
const CASES = [...COOKIE_SESSION_CASES, ...CLIENT_SESSIONS_CASES, ...IRON_SESSION_CASES]
const WAYS = ['require', 'import'] as const
type Way = (typeof WAYS)[number]
type Played = Map<string, PlayedCase>

let folder = ''
let script = ''
const bare = new Map<Way, Played>()
const observed = new Map<Way, Played>()
const unrecognised = new Map<Way, Played>()
const complaints = { bare: '', observed: '' }

async function play(mode: 'bare' | 'observed', way: Way, modules = runtime): Promise<[Played, string]> {
  const result = path.join(folder, `${mode}-${way}.json`)
  const { stderr } = await run(process.execPath, [script, mode, way, modules, result], {
    env: { NODE_ENV: 'test' },
    maxBuffer: 64 * 1024 * 1024,
  })
  const played = JSON.parse(await readFile(result, 'utf8')) as PlayedCase[]
  return [new Map(played.map((one) => [one.name, one])), stderr.replace(/\(node:\d+\)/g, '(node)')]
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cookie-equivalence-'))
  script = path.join(folder, 'play.cjs')
  await build({
    entryPoints: [path.join(import.meta.dirname, 'play.fixture.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  const other = await otherRuntime()
  for (const way of WAYS) {
    const [without, quiet] = await play('bare', way)
    const [with_, loud] = await play('observed', way)
    bare.set(way, without)
    observed.set(way, with_)
    complaints.bare += quiet
    complaints.observed += loud
    unrecognised.set(way, (await play('observed', way, other))[0])
  }
}, 240_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const CHANGED = {
  'cookie-session': ['index.js'],
  'client-sessions': ['lib/client-sessions.js'],
  'iron-session': ['dist/index.cjs', 'dist/index.js'],
}

/** The runtime's modules, three of which are not quite the ones we know. */
async function otherRuntime(): Promise<string> {
  const from = path.join(path.dirname(runtime), 'node_modules')
  const to = path.join(folder, 'other', 'node_modules')
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from))
    if (name !== '.bin' && !(name in CHANGED)) await symlink(path.join(from, name), path.join(to, name))
  for (const [name, files] of Object.entries(CHANGED)) {
    await cp(path.join(from, name), path.join(to, name), { recursive: true })
    for (const file of files) await appendFile(path.join(to, name, file), '\n// another version\n')
  }
  return path.join(folder, 'other', 'package.json')
}

function decisionsOf(played: PlayedCase | undefined, exchange: string): string[] {
  return (played?.observations ?? []).flatMap((one) =>
    one.type === 'decision' && one.exchange === exchange
      ? [`${one.taken ? '+' : '-'}${one.kind} ${one.reason}`]
      : [],
  )
}

/** Express' own page of an error shows where the modules lie. */
function apartFromPaths({ text, end }: PlayedCase['answers'][number]): string {
  return `${end} ${text.startsWith('HTTP/1.1 500') ? text.replace(/^Content-Length.*|at .*$/gm, '') : text}`
}

describe.each(WAYS)('with the observers, the modules do the very same (iron-session by %s)', (way) => {
  it.each(CASES.map(({ name }) => name))('%s', (name) => {
    const [without, seen] = [bare.get(way)?.get(name), observed.get(way)?.get(name)]
    expect(without?.answers.length).toBeGreaterThan(0)
    expect(seen?.answers).toEqual(without?.answers)
    expect(seen?.notes).toEqual(without?.notes)
    expect(without?.observations).toEqual([])
  })

  it('the answers are no empty ones', () => {
    const answers = [...(bare.get(way)?.values() ?? [])].flatMap(({ answers }) => answers)
    expect(answers.filter(({ text }) => text.includes('Set-Cookie')).length).toBeGreaterThan(300)
    expect(answers.filter(({ end }) => end === 'silent')).toEqual([])
  })
})

it('the same warnings are printed', () => {
  expect(complaints.observed).toBe(complaints.bare)
})

describe.each(WAYS)('every decision is reported with its reason (iron-session by %s)', (way) => {
  const told = CASES.filter(({ decisions }) => decisions)
  it.each(told.map((one) => [one.name, one] as const))('%s', (name, { decisions = [] }) => {
    for (const [index, expected] of decisions.entries()) {
      const actual = decisionsOf(observed.get(way)?.get(name), `x${String(index + 1)}`)
      expect(actual.toSorted(), `request ${String(index + 1)}`).toEqual(expected.toSorted())
    }
  })

  it('every observation is valid, and bounded in size', () => {
    for (const { observations, name } of observed.get(way)?.values() ?? [])
      for (const one of observations) {
        expect(Observation.safeParse(one).error, name).toBeUndefined()
        expect(JSON.stringify(one).length, name).toBeLessThan(80_000)
      }
  })

  it('no decision is unknown, and every reason is met', () => {
    const all = [...(observed.get(way)?.values() ?? [])].flatMap(({ observations }) => observations)
    const seen = new Set(all.flatMap((one) => (one.type === 'decision' ? [`${one.kind} ${one.reason}`] : [])))
    const known = Object.entries(COOKIE_REASONS).flatMap(([kind, reasons]) =>
      reasons.map((reason) => `${kind} ${reason}`).filter((one) => !one.endsWith(' unknown')),
    )
    expect([...seen].toSorted()).toEqual(known.toSorted())
  })
})

describe.each(WAYS)('with other versions of the modules (iron-session by %s)', (way) => {
  it.each(CASES.map(({ name }) => name))('%s', (name) => {
    const [without, seen] = [bare.get(way)?.get(name), unrecognised.get(way)?.get(name)]
    expect(seen?.answers.map(apartFromPaths)).toEqual(without?.answers.map(apartFromPaths))
    expect(seen?.notes).toEqual(without?.notes)
    for (const one of seen?.observations ?? []) {
      if (one.type === 'decision') expect(one.reason).toBe('unknown')
      if (one.type === 'store.made') expect(one.recognised).toBe(false)
    }
  })

  it('it is said loudly', () => {
    const all = [...(unrecognised.get(way)?.values() ?? [])].flatMap(({ observations }) => observations)
    const made = new Set(all.flatMap((one) => (one.type === 'store.made' ? [one.store] : [])))
    const expected = ['client-sessions', 'cookie-session']
    expect([...made].toSorted()).toEqual(way === 'import' ? expected : [...expected, 'iron-session'])
  })
})
