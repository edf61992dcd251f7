import { removeBox, moveIn, moveOut, type Box } from './box'
import { Doors } from './doors'
import type { Driver } from './driver'
import { Pool, type PoolSize, type Warm } from './pool'
import { CapacityError, type Lease, type LeasedInstance, type LeaseRequest, type Runner } from './runner'
import { SandboxProcess } from './sandbox-process'
import { watch, type Watching } from './watch/watch'

const GRACE_MS = 1000

/** A runner from a driver: a pool of warm sandboxes, and one lease for each app that runs. */
export function pooledRunner(driver: Driver, size: PoolSize, why: string, graceMs = GRACE_MS): Runner {
  const pool = new Pool(driver, size)
  const leases = new Set<Lease>()
  return {
    name: driver.name,
    isolates: driver.isolates,
    why,
    stats: () => pool.stats(),
    foresee: (modules) => {
      pool.foresee(modules)
    },
    async lease(request) {
      const began = performance.now()
      const warm = await pool.take(request.modules ?? [])
      if (!warm) throw new CapacityError('Every sandbox is in use.')
      let lease: Lease | null = null
      lease = await startLease(driver, warm, request, began, graceMs, (cleared) => {
        if (lease) leases.delete(lease)
        pool.gaveBack(cleared)
      }).finally(() => {
        pool.started()
      })
      leases.add(lease)
      return lease
    },
    async close() {
      await Promise.all([...leases].map((lease) => lease.release('kill')))
      await pool.close()
      driver.close()
    },
  }
}

/** Whatever fails on the way, the sandbox is given back and the folder comes home. */
async function startLease(
  driver: Driver,
  { box, process: first }: Warm,
  request: LeaseRequest,
  began: number,
  graceMs: number,
  onReleased: OnReleased,
): Promise<Lease> {
  const held: Held = { box, processes: [first], doors: null, watching: null }
  let released: Promise<void> | null = null
  const release = (how: 'polite' | 'kill'): Promise<void> =>
    (released ??= giveUp(held, how, graceMs, onReleased))
  try {
    moveIn(box, request.folder)
    while (held.processes.length < request.instances) held.processes.push(new SandboxProcess(driver, box))
    const doors = new Doors(box, request.doors)
    held.doors = doors
    held.watching = watch(box, held.processes)
    const faults = await Promise.all(
      held.processes.map((process, index) => startOne(process, index + 1, request)),
    )
    return {
      fault: faults.find((fault) => fault !== null) ?? null,
      startMs: performance.now() - began,
      folder: box.work,
      refreshDoors: () => {
        doors.refresh()
      },
      instances: held.processes.map(leased),
      release,
    }
  } catch (error) {
    await release('kill')
    throw error
  }
}

/** The folder is home; `cleared` resolves when nothing of the sandbox is left. */
type OnReleased = (cleared: Promise<void>) => void

/** What a lease holds, as far as it has come. */
interface Held {
  box: Box
  processes: SandboxProcess[]
  doors: Doors | null
  watching: Watching | null
}

const leased = (process: SandboxProcess, index: number): LeasedInstance => ({
  instance: index + 1,
  alive: () => process.alive,
  connect: () => process.connect(),
  send: (command) => {
    process.send(command)
  },
})

/** The folder need not wait for what the kernel still clears away: nobody who could change it runs any more. */
async function giveUp(
  { box, processes, doors, watching }: Held,
  how: 'polite' | 'kill',
  graceMs: number,
  onReleased: OnReleased,
): Promise<void> {
  try {
    await Promise.all(processes.map((process) => process.end(how, graceMs)))
    await watching?.stop()
    doors?.close()
  } finally {
    const isHome = bringHome(box)
    onReleased(clearAway(box, processes, isHome))
  }
}

/** What cannot be moved stays in its box, to be brought home at the next start; it must not cost a sandbox either. */
function bringHome(box: Box): boolean {
  return attempt('A folder could not be brought home.', () => {
    moveOut(box)
  })
}

async function clearAway(box: Box, processes: readonly SandboxProcess[], isHome: boolean): Promise<void> {
  await Promise.all(processes.map(({ ended }) => ended))
  if (!isHome) return
  attempt('A box could not be removed.', () => {
    removeBox(box)
  })
}

function attempt(failure: string, work: () => void): boolean {
  try {
    work()
    return true
  } catch (error) {
    console.error(failure, error)
    return false
  }
}

async function startOne(process: SandboxProcess, instance: number, request: LeaseRequest) {
  const { entry, env, clockOffsetMs, storeLatencyMs, onMessage, onOutput, onExit } = request
  await process.primed.catch(() => undefined)
  return process.start(
    { entry, env: { PORT: '3000', ...env }, clockOffsetMs, storeLatencyMs, instance },
    {
      onMessage: (message) => {
        onMessage(instance, message)
      },
      onOutput: (stream, text) => {
        onOutput(instance, stream, text)
      },
      onExit: (fault) => {
        onExit(instance, fault)
      },
    },
  )
}
