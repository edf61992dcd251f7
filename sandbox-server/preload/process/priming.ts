import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { rehearse } from './rehearsal/rehearse'
import { playThrowAway } from './rehearsal/throw-away-app'

/** Loaded ahead of need: what nearly every lesson requires. Left out: what is small or only loads as ESM. */
const COMMON = ['cookie-parser', 'express-session', 'session-file-store', 'express'] as const
const THROUGH = 2
const SEARCHES = 400
const CLIENTS = 20

export interface Place {
  workFolder: string
  runFolder: string
  /** Where the throw-away app listens. */
  socket: string
}

/**
 * Loads the common modules and sends a throw-away app a few requests, so that the learner's first request meets warm
 * code. Modules are resolved from beside the work folder: inside it, Node would remember that it holds no package.json.
 */
export async function prime({ workFolder, socket }: Place): Promise<void> {
  const require = load(workFolder, COMMON)
  await playThrowAway({ require, socket, requests: THROUGH })
}

/** Loads more modules as an app will find them, and rehearses the stores among them. `module#option`: made with it. */
export async function primeMore(
  { workFolder, runFolder, socket }: Place,
  wanted: readonly string[],
): Promise<void> {
  const modules = wanted.filter((name) => !name.includes('#'))
  const require = load(workFolder, modules)
  await rehearse({ require, runFolder, socket }, modules)
  if (!modules.includes('redis')) return
  const options = wanted.flatMap((name) => (name.startsWith('redis#') ? [[name.slice(6), true] as const] : []))
  makeClients(require, { url: 'redis://localhost:6379', ...Object.fromEntries(options) })
}

function load(workFolder: string, modules: readonly string[]): NodeJS.Require {
  const require = warmLoader(join(dirname(workFolder), 'priming.js'))
  for (const name of modules) attempt((): unknown => require(name))
  return require
}

/**
 * Loading so much brings Node's search for modules to the brink of being compiled, which would then happen while the
 * app starts: 25 ms of work beside it. A few hundred searches more, and it has happened.
 */
function warmLoader(from: string): NodeJS.Require {
  for (let search = 0; search < SEARCHES; search += 1) createRequire(from)
  return createRequire(from)
}

/**
 * node-redis builds its client class at the first call, which takes longer than connecting, and keeps the last one for
 * whoever gives the same options. It knows them again by a text, which a small function writes at each call: after
 * a few of them it is compiled. Nothing is connected here.
 */
function makeClients(requireThere: NodeJS.Require, options: object): void {
  const redis = attempt((): unknown => requireThere('redis'))
  const make: unknown = typeof redis === 'object' && redis !== null ? Reflect.get(redis, 'createClient') : null
  if (typeof make !== 'function') return
  for (let made = 0; made < CLIENTS; made += 1)
    attempt((): unknown => Reflect.apply(make, redis, [{ ...options }]))
}

/** What cannot be loaded or made is the app's own trouble: it will meet the same error, and that one is shown. */
function attempt(work: () => unknown): unknown {
  try {
    return work()
  } catch {
    return null
  }
}
