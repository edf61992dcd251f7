import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from '../../protocol/workspace'
import { readFolder } from './load-lesson'

export interface AttemptFolder {
  name: string
  /** Path of attempt.ts. */
  module: string
  /** Files that differ from the solution; null when the difference is in the traffic alone. */
  files: Files | null
}

/** The attempts of a lesson: wrong answers whose hints are tested, and right ones that are not the solution. */
export function listAttempts(lessonFolder: string): AttemptFolder[] {
  const folder = join(lessonFolder, 'attempts')
  if (!existsSync(folder)) return []
  return readdirSync(folder).map((name) => {
    const { 'attempt.ts': module, ...files } = readFolder(join(folder, name))
    if (module === undefined)
      throw new Error(`${folder}/${name}/attempt.ts is missing. It names the task and how it fares.`)
    const path = join(folder, name, 'attempt.ts')
    return { name, module: path, files: Object.keys(files).length === 0 ? null : files }
  })
}
