import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { PACKAGES, type TypedPackage } from './packages'

/** Has no declarations of its own; written from its documentation. */
const FILE_STORE = `import session = require('express-session')
declare namespace factory {
  interface Options { path?: string; ttl?: number; retries?: number; reapInterval?: number; secret?: string; logFn?: (...args: unknown[]) => void; fileExtension?: string }
  interface FileStore extends session.Store {}
}
declare function factory(session: unknown): new (options?: factory.Options) => factory.FileStore
export = factory
`

/** The folders in which packages lie. */
export interface ModuleFolders {
  site: string
  runtime: string
}

/** Every declaration by its path under node_modules; package.json files included, since resolution reads them. */
export function collectTypes(folders: ModuleFolders): Record<string, string> {
  const files: Record<string, string> = {
    '@types/session-file-store/index.d.ts': FILE_STORE,
    '@types/session-file-store/package.json': '{"name":"@types/session-file-store","types":"index.d.ts"}',
  }
  for (const each of PACKAGES) {
    const folder = join(folders[each.from], each.name)
    if (existsSync(folder)) Object.assign(files, declarations(folder, each))
  }
  return files
}

function declarations(folder: string, each: TypedPackage): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const wanted = paths
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path === 'package.json' || isWanted(path))
  return Object.fromEntries(
    wanted.map((path) => [
      `${each.name}/${path}`,
      path === 'package.json'
        ? manifest(readFileSync(join(folder, path), 'utf8'), each)
        : slim(readFileSync(join(folder, path), 'utf8'), each),
    ]),
  )
}

/** Declarations of other resolvers, of the package's own tests and of packages inside it stay out. */
const isWanted = (path: string): boolean =>
  /\.d\.c?ts$/.test(path) && !/^(?:ts5|compatibility|esm)\/|(?:^|\/)node_modules\/|\.spec\.d\.ts$/.test(path)

const Manifest = z.object({ name: z.string(), types: z.string().optional(), typings: z.string().optional() })

/** What resolution reads of a package.json, and no more. */
function manifest(text: string, { types }: TypedPackage): string {
  const { name, ...told } = Manifest.parse(JSON.parse(text))
  return JSON.stringify({ name, types: types ?? told.types ?? told.typings })
}

/** Doc comments are five sixths of the whole. */
function slim(text: string, { documented }: TypedPackage): string {
  return documented ? text : text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s*\n/g, '\n')
}
