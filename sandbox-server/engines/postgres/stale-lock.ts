import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Removes the lock of a server that was killed, where its number is nobody's any more, or another program's, or that of a
 * dead process not yet taken note of: PostgreSQL takes each of these for a server that still runs. Whether processes of
 * the old server still use its files is found out by PostgreSQL itself, by their shared memory.
 */
export function removeStaleLock(cluster: string): void {
  if (process.platform !== 'linux') return
  const lock = join(cluster, 'postmaster.pid')
  const pid = readText(lock).split('\n')[0] ?? ''
  // A dead process has no command line.
  if (pid !== '' && !readText(`/proc/${pid}/cmdline`).includes('postgres')) rmSync(lock, { force: true })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
