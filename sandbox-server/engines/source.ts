import type { EngineKind, EngineSource } from '../../protocol/engine'

/** How the app reaches each kind, as it would at home. */
export const ADDRESSES: Record<EngineKind, string> = {
  redis: 'redis://localhost:6379',
  memcached: 'localhost:11211',
  postgres: 'postgres://localhost:5432',
  mongo: 'mongodb://localhost:27017',
}

/** Something that can serve: what to say of it, and what makes the engines. */
export interface Found<T> {
  name: string
  /** Where it comes from, in one sentence. */
  why: string
  use: T
}

/** One place to look. `find` answers with a sentence when nothing is there, or null when nobody asked for it. */
export interface Place<T> {
  from: Exclude<EngineSource['from'], 'none'>
  find: () => Promise<Found<T> | string | null> | Found<T> | string | null
}

export interface Choice<T> {
  source: EngineSource
  /** null: nothing serves. */
  use: T | null
}

export interface Question<T> {
  kind: EngineKind
  env: Readonly<Record<string, string | undefined>>
  /** In the order to look. */
  places: readonly Place<T>[]
  /** How to get the real one. */
  hint: string
}

/** A place that answers neither yes nor no is left out; those that are slow say so by themselves before. */
const PATIENCE_MS = 20_000

const NAMES: Record<Place<never>['from'], string> = {
  url: 'server that the URL names',
  program: 'program on PATH',
  embedded: 'server of the package',
  'stand-in': 'stand-in',
}

/** Looks place by place for what serves a kind; CRUMBTRAIL_<KIND> names the one place to look at. */
export async function chooseSource<T>({ kind, env, places, hint }: Question<T>): Promise<Choice<T>> {
  const name = `CRUMBTRAIL_${kind.toUpperCase()}`
  const forced = env[name] === '' ? undefined : env[name]
  const known = ['url', 'program', 'embedded', 'stand-in', 'none']
  if (forced !== undefined && !known.includes(forced))
    throw new Error(`${name} is "${forced}". It must be one of ${known.join(', ')}.`)
  const said = forced === undefined ? [] : [`${name} asks for "${forced}".`]
  for (const { from, find } of places) {
    if (forced !== undefined && forced !== from) continue
    const found = await inTime(find(), from)
    if (typeof found === 'string') said.push(found)
    else if (found) {
      const why = [...said, found.why].join(' ')
      const real = from !== 'stand-in'
      const source = { kind, from, name: found.name, why, hint: real ? null : hint, address: ADDRESSES[kind] }
      return { source, use: found.use }
    }
  }
  const why = [...said, 'Nothing here serves it.'].join(' ')
  return { source: { kind, from: 'none', name: 'None', why, hint, address: ADDRESSES[kind] }, use: null }
}

function inTime<T>(found: T | Promise<T>, from: Place<never>['from']): Promise<T | string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      resolve(`The ${NAMES[from]} does not answer within ${String(PATIENCE_MS / 1000)} s.`)
    }, PATIENCE_MS)
    Promise.resolve(found)
      .finally(() => {
        clearTimeout(late)
      })
      .then(resolve, reject)
  })
}
