import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import runtime from '../../runtime/package.json'
import { learnerFile, placeInStack, theWorkFolder, type Place } from './call-site'

const AVAILABLE = Object.keys(runtime.dependencies).sort()

interface Missing {
  message: string
  hint: string
  place: Place | null
}

/** A module that could not be found: which one, who asked for it, and what there is instead. */
export function explainMissingModule(error: Error, stack: string): Missing | null {
  const code: unknown = Reflect.get(error, 'code')
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return null
  const wanted = /Cannot find (?:module|package) '([^']+)'/.exec(error.message)?.[1]
  if (wanted === undefined) return null
  const importer = /imported from (.+)$/m.exec(error.message)?.[1] ?? ''
  const importerFile = learnerFile(importer)
  const place = placeInStack(stack) ?? (importerFile === null ? null : findSpecifier(importerFile, wanted))
  const inside = learnerFile(wanted)
  const isFile = inside !== null || /^[./]/.test(wanted)
  const name = inside ?? wanted
  return {
    message: isFile ? `Cannot find the file '${name}'.` : `Cannot find module '${name}'.`,
    hint: isFile
      ? `There is no file ${name} in this workspace. Paths start from the file that asks for them.`
      : `The lab has these modules: ${AVAILABLE.join(', ')}, and those of Node itself.`,
    place,
  }
}

/** An ESM loader error has no frame of the learner's: look for the text of the import. */
function findSpecifier(file: string, wanted: string): Place | null {
  const needle = wanted.split('/').pop() ?? wanted
  const lines = readLines(file)
  const index = lines.findIndex((line) => line.includes(needle) && /import|from|require/.test(line))
  const column = (lines[index]?.search(/["'`]/) ?? 0) + 1
  return index < 0 ? { file, line: 1, column: 1 } : { file, line: index + 1, column: Math.max(column, 1) }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(join(theWorkFolder(), file), 'utf8').split('\n')
  } catch {
    return []
  }
}
