import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Packages whose declarations an Express app needs to be completed while it is typed. */
const PACKAGES = [
  '@types/body-parser',
  '@types/connect',
  '@types/express',
  '@types/express-serve-static-core',
  '@types/express-session',
  '@types/http-errors',
  '@types/node',
  '@types/qs',
  '@types/range-parser',
  '@types/send',
  '@types/serve-static',
] as const

/** Has no declarations of its own; written from its documentation. */
const FILE_STORE = `import session = require('express-session')
declare namespace factory {
  interface Options { path?: string; ttl?: number; retries?: number; reapInterval?: number; secret?: string; logFn?: (...args: unknown[]) => void; fileExtension?: string }
  interface FileStore extends session.Store {}
}
declare function factory(session: unknown): new (options?: factory.Options) => factory.FileStore
export = factory
`

/** Every declaration by its path under node_modules; package.json files included, since resolution reads them. */
export function collectTypes(nodeModules: string): Record<string, string> {
  const files: Record<string, string> = {
    '@types/session-file-store/index.d.ts': FILE_STORE,
    '@types/session-file-store/package.json': '{"name":"@types/session-file-store","types":"index.d.ts"}',
  }
  for (const name of PACKAGES) {
    const folder = join(nodeModules, name)
    if (existsSync(folder)) Object.assign(files, declarations(folder, name))
  }
  return files
}

function declarations(folder: string, name: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const wanted = paths.filter(
    (path) => (path.endsWith('.d.ts') && !/^(?:ts5|compatibility)/.test(path)) || path === 'package.json',
  )
  return Object.fromEntries(
    wanted.map((path) => [
      `${name}/${path.replaceAll('\\', '/')}`,
      slim(name, readFileSync(join(folder, path), 'utf8')),
    ]),
  )
}

/** Node's doc comments are five sixths of the whole. */
function slim(name: string, text: string): string {
  return name === '@types/node' ? text.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/\n\s*\n/g, '\n') : text
}
