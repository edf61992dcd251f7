import { readdirSync, readFileSync, type Dirent } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const READ_AT_LOAD = /\bNODE_ENV\b|\bDEBUG\b/
const SOURCE = /\.[cm]?js$/

/**
 * express-session and debug read NODE_ENV and DEBUG when they are loaded. An app that sets them must meet modules that
 * are not loaded yet, so the primed ones are forgotten; that costs a cold load, and only such apps pay it.
 */
export function freshWhenConfigured(workFolder: string): void {
  const configured = 'NODE_ENV' in process.env || 'DEBUG' in process.env
  if (!configured && !mentions(workFolder, READ_AT_LOAD)) return
  const { cache } = createRequire(join(workFolder, 'app.js'))
  for (const name of Object.keys(cache)) Reflect.deleteProperty(cache, name)
}

/** Whether any source of the app holds it, be it in a comment. */
export function mentions(workFolder: string, pattern: RegExp): boolean {
  return sources(workFolder).some((path) => pattern.test(textOf(path)))
}

function sources(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path)
    return entry.isFile() && SOURCE.test(entry.name) ? [path] : []
  })
}

/** Folders an earlier run left without permission, or too deep to name, hold no code that could run. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
