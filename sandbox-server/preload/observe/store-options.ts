import { realpathSync } from 'node:fs'
import path from 'node:path'
import { viewPlainly } from './plain-view'
import { anyValue, isReadable, ownValue } from './read-safely'
import { serverStoreOptions } from './store-options-servers'

const SESSION_OPTIONS = [
  'name',
  'key',
  'secret',
  'resave',
  'saveUninitialized',
  'rolling',
  'unset',
  'proxy',
  'genid',
  'cookie',
]

/**
 * What session() and its store were made with, as bounded JSON: the session's options by name, the store's own under
 * `store`, and as `kind` where its records lie when that is a server. For a file store also `path` (relative to the app's folder), `ttl` in seconds, `fileExtension` and `sealed`.
 */
export function describeOptions(options: unknown, store: unknown, workFolder: string): Record<string, unknown> {
  const described: Record<string, unknown> = {}
  for (const name of SESSION_OPTIONS) {
    const value = ownValue(options, name)
    if (value !== undefined) described[name] = describe(value)
  }
  const server = serverStoreOptions(store)
  if (server) return { ...described, kind: server.kind, store: server.options }
  const own = ownValue(store, 'options')
  if (isReadable(own)) described.store = describe(own)
  return { ...described, ...fileStoreOptions(own, workFolder) }
}

/** session-file-store 1.5.0 keeps its defaults and the learner's options in `store.options` (session-file-helpers.js `defaults`). */
function fileStoreOptions(own: unknown, workFolder: string): Record<string, unknown> {
  const folder = ownValue(own, 'path')
  const fileExtension = ownValue(own, 'fileExtension')
  if (typeof folder !== 'string' || typeof fileExtension !== 'string') return {}
  const secret = ownValue(own, 'secret')
  const ttl = ownValue(own, 'ttl')
  return {
    path: relativeTo(workFolder, path.resolve(folder)).slice(0, 500),
    fileExtension: fileExtension.slice(0, 40),
    ttl: typeof ttl === 'number' ? ttl : null,
    sealed: secret !== undefined && secret !== null,
  }
}

/** The work folder may be reached through a link, so both real paths are compared too. */
function relativeTo(workFolder: string, folder: string): string {
  const direct = path.relative(workFolder, folder)
  const steps = direct.startsWith('..') ? path.relative(realPath(workFolder), realPath(folder)) : direct
  return steps === '' ? '.' : steps.split(path.sep).join('/')
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}

function describe(value: unknown): unknown {
  if (typeof value === 'function') {
    const name = anyValue(value, 'name')
    return `[function ${typeof name === 'string' ? name.slice(0, 60) : ''}]`
  }
  const view = viewPlainly(value)
  const { value: plain, lossy } = view
  if (typeof plain === 'object' && plain !== null)
    for (const [key, what] of Object.entries(lossy)) if (!key.includes('.')) mark(plain, key, what)
  return plain
}

/** Shows `[function]` where JSON would leave the option out. */
function mark(target: object, key: string, what: string): void {
  if (what === 'function' && !Object.hasOwn(target, key)) Reflect.set(target, key, '[function]')
}
