import { statfsSync } from 'node:fs'
import { LIMITS } from '../../../protocol/limits'
import { appProcess } from '../process-tree'

/** A sandbox's own /tmp is capped in bytes but not in files: each empty file still costs the kernel memory. */
export function hasTooManyTmpFiles(root: number): boolean {
  const app = appProcess(root)
  if (app === null) return false
  try {
    const { files, ffree } = statfsSync(`/proc/${String(app)}/root/tmp`)
    return files - ffree > LIMITS.sandbox.folderFiles
  } catch {
    return false
  }
}
