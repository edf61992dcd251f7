import { readdirSync, statSync } from 'node:fs'

/**
 * Ends what a killed server left at work in its folder: a process that is busy does not notice that its server has gone,
 * and as long as it uses the old server's memory no other server starts. Linux only.
 */
export function endOrphans(cluster: string): void {
  if (process.platform !== 'linux') return
  const { dev, ino, uid } = statSync(cluster)
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // Every process of a server works in its folder, by whatever name that is mounted there.
      const at = statSync(`/proc/${pid}/cwd`)
      if (at.dev === dev && at.ino === ino && statSync(`/proc/${pid}`).uid === uid)
        process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has gone meanwhile, or is none of ours.
    }
  }
}
