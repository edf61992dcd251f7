import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** A server that was told to end may take this long; the next one waits for it. */
const PATIENCE_MS = 20_000

/**
 * Two servers on one data folder would take each other's apps for leftovers: the second waits a while, then is refused.
 * Returns the way to let go.
 */
export async function lockData(folder: string, patienceMs = PATIENCE_MS): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'lock')
  const until = Date.now() + patienceMs
  while (!tryLock(path)) {
    const holder = readHolder(path)
    if (!isAlive(holder)) rmSync(path, { force: true })
    else if (Date.now() > until) throw new Error(inUse(folder, holder))
    else await delay(100)
  }
  return () => {
    rmSync(path, { force: true })
  }
}

function inUse(folder: string, holder: number): string {
  return `Another server (process ${String(holder)}) uses the data folder ${folder}. Stop it, or set CRUMBTRAIL_DATA to another folder.`
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
  const [pid = '', started = ''] = readText(path).split(' ')
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

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Let go of between our try and our look: nobody holds it.
    return ''
  }
}
