import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Two servers on one data folder would take each other's apps for leftovers: the second is refused. Returns the way to let go. */
export function lockData(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'lock')
  if (!tryLock(path)) {
    const holder = readHolder(path)
    if (isAlive(holder)) {
      throw new Error(
        `Another server (process ${String(holder)}) uses the data folder ${folder}. Stop it, or set CRUMBTRAIL_DATA to another folder.`,
      )
    }
    rmSync(path, { force: true })
    if (!tryLock(path)) throw new Error(`Another server is just taking the data folder ${folder}.`)
  }
  return () => {
    rmSync(path, { force: true })
  }
}

function tryLock(path: string): boolean {
  try {
    writeFileSync(path, `${String(process.pid)} ${startTime(process.pid)}`, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** 0 when the lock's process is gone, even if another one has its number now. */
function readHolder(path: string): number {
  const [pid = '', started = ''] = readFileSync(path, 'utf8').split(' ')
  const holder = Number(pid)
  return Number.isInteger(holder) && holder > 0 && startTime(holder) === started ? holder : 0
}

function isAlive(pid: number): boolean {
  if (pid === 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Linux: field 22 of /proc/pid/stat, clock ticks since boot. Elsewhere nothing is known. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
