import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Notes in the server's folder which process serves there, so that one left by a killed site is found again. */
export function noteProcess(root: string, pid: number): void {
  writeFileSync(join(root, 'pid'), `${String(pid)} ${startTime(pid)}`, { mode: 0o600 })
}

export function forgetProcess(root: string): void {
  rmSync(join(root, 'pid'), { force: true })
}

/** Ends the servers that a killed site left below this folder, one folder per server. Returns how many there were. */
export function endLeftovers(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder).filter((name) => endNoted(join(folder, name))).length
}

function endNoted(root: string): boolean {
  const [pid = '', started = ''] = readText(join(root, 'pid')).split(' ')
  forgetProcess(root)
  // A number alone may be somebody else's by now; without a start time nothing is ended.
  if (started === '' || startTime(Number(pid)) !== started) return false
  try {
    process.kill(Number(pid), 'SIGKILL')
    return true
  } catch {
    return false
  }
}

/** Linux: field 22 of /proc/pid/stat, clock ticks since boot. Elsewhere nothing is known. */
function startTime(pid: number): string {
  const stat = readText(`/proc/${String(pid)}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
