import { removeBox, moveIn, moveOut, type Box } from './box'
import { Doors } from './doors'
import type { Driver } from './driver'
import { Pool, type PoolSize, type Warm } from './pool'
import { CapacityError, type Lease, type LeaseRequest, type Runner } from './runner'
import { SandboxProcess } from './sandbox-process'
import { watch } from './watch/watch'

const GRACE_MS = 1000

/** A runner from a driver: a pool of warm sandboxes, and one lease for each app that runs. */
export function pooledRunner(driver: Driver, size: PoolSize, why: string): Runner {
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
      const lease = await startLease(driver, warm, request, began, () => {
        leases.delete(lease)
        pool.gaveBack()
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

async function startLease(
  driver: Driver,
  { box, process: first }: Warm,
  request: LeaseRequest,
  began: number,
  onReleased: () => void,
): Promise<Lease> {
  await moveInOrGiveUp(box, first, request.folder, onReleased)
  const others = Array.from({ length: request.instances - 1 }, () => new SandboxProcess(driver, box))
  const processes = [first, ...others]
  const doors = new Doors(box, request.doors)
  const watching = watch(box, processes)
  const faults = await Promise.all(processes.map((process, index) => startOne(process, index + 1, request)))
  let released: Promise<void> | null = null
  const release = async (how: 'polite' | 'kill'): Promise<void> => {
    await Promise.all(processes.map((process) => process.end(how, GRACE_MS)))
    await watching.stop()
    doors.close()
    bringHome(box)
    onReleased()
  }
  return {
    fault: faults.find((fault) => fault !== null) ?? null,
    startMs: performance.now() - began,
    folder: box.work,
    refreshDoors: () => {
      doors.refresh()
    },
    instances: processes.map((process, index) => ({
      instance: index + 1,
      alive: () => process.alive,
      connect: () => process.connect(),
      send: (command) => {
        process.send(command)
      },
    })),
    release: (how) => (released ??= release(how)),
  }
}

/** A folder that cannot be moved in must not cost a sandbox. */
async function moveInOrGiveUp(
  box: Box,
  first: SandboxProcess,
  folder: string,
  onReleased: () => void,
): Promise<void> {
  try {
    moveIn(box, folder)
  } catch (error) {
    await first.end('kill', GRACE_MS)
    bringHome(box)
    onReleased()
    throw error
  }
}

/** What cannot be moved stays in its box, to be brought home at the next start; it must not cost a sandbox either. */
function bringHome(box: Box): void {
  try {
    moveOut(box)
    removeBox(box)
  } catch (error) {
    console.error('A folder could not be brought home.', error)
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
