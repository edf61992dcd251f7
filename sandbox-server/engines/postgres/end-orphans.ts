import { readdirSync, readlinkSync, statSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * Ends what a killed server left at work in its folder: a process that is busy does not notice that its server has gone,
 * and as long as it uses the old server's memory no other server starts. `postgres`: the server's program. Linux only.
 */
export function endOrphans(cluster: string, postgres: string): void {
  if (process.platform !== 'linux') return
  const { dev, ino, uid } = statSync(cluster)
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // Every process of a server works in its folder, by whatever name that is mounted there.
      const at = statSync(`/proc/${pid}/cwd`)
      if (at.dev !== dev || at.ino !== ino || statSync(`/proc/${pid}`).uid !== uid) continue
      // A person's shell may stand in the folder too.
      if (programOf(pid) === basename(postgres)) process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has gone meanwhile, or is none of ours.
    }
  }
}

/** By name alone: since it began an upgrade may have removed its file, or put the program into another folder. */
const programOf = (pid: string): string =>
  basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''))
