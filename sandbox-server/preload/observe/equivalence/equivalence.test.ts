import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Observation } from '../../../../protocol/observation'
import { DECISION_REASONS } from '../../../../protocol/decision'
import { CASES } from './cases.fixture'
import type { PlayedCase } from './play.fixture'

const run = promisify(execFile)
const runtime = path.resolve(import.meta.dirname, '../../../runtime/package.json')
let folder = ''
let bare: Map<string, PlayedCase>
let observed: Map<string, PlayedCase>
let unrecognised: Map<string, PlayedCase>
let complaints: { bare: string; observed: string }

/** All cases in one process; what it printed on stderr belongs to the comparison. */
async function play(
  mode: 'bare' | 'observed',
  script: string,
  modules = runtime,
): Promise<[Map<string, PlayedCase>, string]> {
  const result = path.join(folder, `${mode}.json`)
  const work = path.join(folder, 'work')
  const { stderr } = await run(process.execPath, [script, mode, modules, work, result], {
    env: { NODE_ENV: 'test' },
  })
  await rm(work, { recursive: true })
  const played = JSON.parse(await readFile(result, 'utf8')) as PlayedCase[]
  return [new Map(played.map((one) => [one.name, one])), stderr]
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'equivalence-'))
  const script = path.join(folder, 'play.cjs')
  const entry = path.join(import.meta.dirname, 'play.fixture.ts')
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname' },
  })
  const [without, quiet] = await play('bare', script)
  const [with_, loud] = await play('observed', script)
  bare = without
  observed = with_
  complaints = { bare: quiet, observed: loud }
  const [unknown] = await play('observed', script, await otherRuntime())
  unrecognised = unknown
}, 240_000)

/** The runtime's modules with an express-session that is not quite the one we know. */
async function otherRuntime(): Promise<string> {
  const from = path.join(path.dirname(runtime), 'node_modules')
  const to = path.join(folder, 'other', 'node_modules')
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from))
    if (name !== 'express-session') await symlink(path.join(from, name), path.join(to, name))
  await rm(path.join(to, '.bin'), { force: true })
  await cp(path.join(from, 'express-session'), path.join(to, 'express-session'), { recursive: true })
  await appendFile(path.join(to, 'express-session', 'index.js'), '\n// another version\n')
  return path.join(folder, 'other', 'package.json')
}

afterAll(() => rm(folder, { recursive: true, force: true }))

function decisionsOf(played: PlayedCase | undefined, exchange: string): string[] {
  return (played?.observations ?? []).flatMap((one) =>
    one.type === 'decision' && one.exchange === exchange
      ? [`${one.taken ? '+' : '-'}${one.kind} ${one.reason}`]
      : [],
  )
}

const kind = (decision: string): string => decision.slice(1).split(' ')[0] ?? ''

describe('with the observers, express-session does the very same', () => {
  it.each(CASES.map(({ name }) => name))('%s', (name) => {
    const [without, seen] = [bare.get(name), observed.get(name)]
    expect(seen?.answers).toEqual(without?.answers)
    expect(seen?.store).toEqual(without?.store)
    expect(seen?.notes).toEqual(without?.notes)
    expect(without?.observations).toEqual([])
  })

  it('prints the same warnings', () => {
    expect(complaints.observed).toBe(complaints.bare)
  })
})

describe('every decision is reported with its reason', () => {
  const told = CASES.filter(({ decisions }) => decisions)
  it.each(told.map((one) => [one.name, one] as const))('%s', (name, { decisions = [] }) => {
    for (const [index, expected] of decisions.entries()) {
      const kinds = new Set(expected.map(kind))
      const all = decisionsOf(observed.get(name), `x${String(index + 1)}`)
      const actual = all.filter((decision) => kinds.has(kind(decision)))
      expect(actual.toSorted(), `request ${String(index + 1)}: ${all.join(', ')}`).toEqual(expected.toSorted())
    }
  })
})

describe('what else is reported', () => {
  const told = CASES.filter(({ observed: wanted }) => wanted)
  it.each(told.map((one) => [one.name, one] as const))('%s', (name, { observed: wanted = [] }) => {
    for (const one of wanted)
      expect(observed.get(name)?.observations).toContainEqual(expect.objectContaining(nested(one)))
  })

  it('is a valid observation, bounded in size', () => {
    for (const { observations, name } of observed.values())
      for (const one of observations) {
        expect(Observation.safeParse(one).error, name).toBeUndefined()
        expect(JSON.stringify(one).length, name).toBeLessThan(80_000)
      }
  })

  it('pairs every call of a store with one answer', () => {
    for (const { observations, name } of observed.values()) {
      const called = observations.flatMap((one) => (one.type === 'store.called' ? [one.call] : []))
      const answered = observations.flatMap((one) => (one.type === 'store.answered' ? [one.call] : []))
      expect(answered.toSorted(), name).toEqual(called.toSorted())
    }
  })

  it('has every reason at least once', () => {
    const seen = new Set([...observed.values()].flatMap((one) => reasonsOf(one)))
    const missing = Object.entries(DECISION_REASONS).flatMap(([kind, reasons]) =>
      reasons.map((reason) => `${kind} ${reason}`).filter((one) => !one.endsWith(' unknown') && !seen.has(one)),
    )
    expect(missing).toEqual([])
  })
})

describe('with another version of express-session', () => {
  it.each(CASES.map(({ name }) => name))('%s', (name) => {
    const [without, seen] = [bare.get(name), unrecognised.get(name)]
    expect(seen?.answers).toEqual(without?.answers)
    expect(seen?.store).toEqual(without?.store)
    expect(seen?.notes).toEqual(without?.notes)
    for (const one of seen?.observations ?? []) {
      expect(Observation.safeParse(one).success).toBe(true)
      if (one.type === 'decision') expect(one.reason).toBe('unknown')
      if (one.type === 'store.made') expect(one.recognised).toBe(false)
    }
  })

  it('still shows the session and the store', () => {
    const types = unrecognised.get('no cookie, then the one that was set')?.observations.map(({ type }) => type)
    for (const type of ['store.made', 'store.called', 'store.answered', 'session', 'decision'])
      expect(types).toContain(type)
  })
})

function reasonsOf(played: PlayedCase): string[] {
  return played.observations.flatMap((one) => (one.type === 'decision' ? [`${one.kind} ${one.reason}`] : []))
}

/** Objects inside are compared by the fields they name. */
function nested(wanted: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(wanted).map(([key, value]): [string, unknown] => [
    key,
    typeof value === 'object' && value !== null ? expect.objectContaining(value) : value,
  ])
  return Object.fromEntries(entries)
}
