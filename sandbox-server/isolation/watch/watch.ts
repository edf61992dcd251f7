import { LIMITS } from '../../../protocol/limits'
import type { Box } from '../box'
import { limitFault, type LimitName } from '../death-fault'
import type { SandboxProcess } from '../sandbox-process'
import { BusyWatch } from './busy'
import { FolderWatch } from './folder'
import { hasTooManyTmpFiles } from './private-tmp'
import { UsageSampler } from './usage'

const TICK_MS = 250
const FOLDER_MS = 1000
/** Looking at a large folder must not cost more than this share of the time. */
const FOLDER_SHARE = 1 / 20
/** An app that writes on and on must be met before there is too much to clear away. */
const FOLDER_LATEST_MS = 2000
/** What Node itself needs comes on top of what the app may use. */
const NODE_BYTES = (process.platform === 'linux' ? 64 : 100) * 1024 * 1024
const MOST_BYTES = LIMITS.sandbox.memoryMb * 1024 * 1024 + NODE_BYTES
const MOST_TASKS = LIMITS.sandbox.processes - 10

export interface Watching {
  /** Ends the watching; resolves when what the app wrote beyond its caps is cleared away, as far as that is possible. */
  stop: () => Promise<void>
}

/** Watches everything a leased sandbox may use too much of, and stops it with a fault that names the limit. */
export function watch(box: Box, processes: readonly SandboxProcess[]): Watching {
  const timers = processes.map(watchProcess)
  const folder = watchFolder(box, processes)
  return {
    stop: async () => {
      timers.forEach(clearInterval)
      await folder.stop()
    },
  }
}

function watchProcess(process: SandboxProcess): NodeJS.Timeout {
  const pid = process.child.pid ?? 0
  const sampler = new UsageSampler(pid)
  const busy = new BusyWatch(process.pulse)
  let ticks = 0
  // Until it waits for its app it is Node that works, and on a slow machine for long.
  let isPrimed = false
  process.primed.then(
    () => (isPrimed = true),
    () => undefined,
  )
  const look = (): LimitName | null => {
    const { cpuMs, ownBytes, tasks } = sampler.sample()
    if (tasks > MOST_TASKS) return 'processes'
    if (ownBytes > MOST_BYTES) return 'memory'
    if (isPrimed && busy.sees(performance.now(), cpuMs)) return whyDeaf(ownBytes)
    return ++ticks % 4 === 0 && process.hasPrivateTmp && hasTooManyTmpFiles(pid) ? 'folderFiles' : null
  }
  const timer = setInterval(() => {
    const limit = process.alive ? look() : null
    if (limit) process.stopAtLimit(limitFault(limit))
  }, TICK_MS)
  return timer.unref()
}

/** Who is deaf and holds as much as an app may use is collecting garbage, again and again in vain. */
export const whyDeaf = (ownBytes: number): LimitName =>
  ownBytes > LIMITS.sandbox.memoryMb * 1024 * 1024 ? 'memory' : 'cpu'

function watchFolder(box: Box, processes: readonly SandboxProcess[]): { stop: () => Promise<void> } {
  const folder = new FolderWatch([box.work, box.run])
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  const look = async (): Promise<void> => {
    const began = performance.now()
    const limit = await folder.look().catch(() => null)
    if (limit) await stopAndClear(folder, processes, limit)
    const rest = (performance.now() - began) / FOLDER_SHARE
    if (!stopped) plan(Math.min(Math.max(FOLDER_MS, rest), FOLDER_LATEST_MS))
  }
  let looking = Promise.resolve()
  const plan = (ms: number): void => {
    timer = setTimeout(() => {
      looking = look().catch(complain)
    }, ms).unref()
  }
  plan(FOLDER_MS)
  return {
    stop: async () => {
      stopped = true
      if (timer) clearTimeout(timer)
      await looking
      await clearIfTooMuch(folder).catch(complain)
    },
  }
}

async function clearIfTooMuch(folder: FolderWatch): Promise<void> {
  if (await folder.look()) await folder.clear()
}

/** What cannot be cleared away must not cost a sandbox. */
function complain(error: unknown): void {
  console.error('What an app wrote beyond its caps could not be cleared away.', error)
}

/** Stops everything that writes, clears away what this run wrote, and says so. */
async function stopAndClear(
  folder: FolderWatch,
  processes: readonly SandboxProcess[],
  limit: LimitName,
): Promise<void> {
  for (const process of processes) {
    process.stopAtLimit(limitFault(limit, 'What it had written in this run was removed.'))
  }
  await Promise.all(processes.map((process) => process.ended))
  await folder.clear()
}
