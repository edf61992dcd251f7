import { freemem } from 'node:os'
import { resolve } from 'node:path'
import { recoverBoxes } from './box'
import { bubblewrapDriver, type BubblewrapDriver } from './bubblewrap/driver'
import { findPrograms } from './bubblewrap/programs'
import { selfTest } from './bubblewrap/self-test'
import { childProcessDriver } from './child-process/driver'
import type { Driver, DriverPaths } from './driver'
import type { PoolSize } from './pool'
import { pooledRunner } from './pooled-runner'
import type { Runner } from './runner'

export interface RunnerOptions extends DriverPaths {
  /** CRUMBTRAIL_RUNNER: this one or an error, never another. */
  forced?: string | undefined
  size?: Partial<PoolSize> | undefined
  /** An app that was asked to end may take this long before it is killed. */
  graceMs?: number | undefined
}

/** The runner that was forced does not work here. */
export class RunnerUnavailableError extends Error {
  override name = 'RunnerUnavailableError'
}

const MB = 1024 * 1024

/** Bubblewrap where it launches and passes its self-test, else child processes; says why. Brings home folders left in boxes. */
export async function chooseRunner(options: RunnerOptions): Promise<Runner> {
  const paths = {
    boxes: resolve(options.boxes),
    preload: resolve(options.preload),
    modules: resolve(options.modules),
  }
  recoverBoxes(paths.boxes)
  const { driver, why } = await chooseDriver(paths, options.forced)
  return pooledRunner(driver, poolSize(options.size), why, options.graceMs)
}

async function chooseDriver(
  options: DriverPaths,
  forced: string | undefined,
): Promise<{ driver: Driver; why: string }> {
  if (forced === 'child-process')
    return { driver: childProcessDriver(options), why: 'CRUMBTRAIL_RUNNER asks for it.' }
  if (forced !== undefined && forced !== '' && forced !== 'bubblewrap') {
    throw new RunnerUnavailableError(`CRUMBTRAIL_RUNNER is "${forced}"; it can be bubblewrap or child-process.`)
  }
  const tried = await tryBubblewrap(options)
  if (typeof tried !== 'string')
    return { driver: tried, why: 'bubblewrap launches here and passed its self-test.' }
  if (forced === 'bubblewrap')
    throw new RunnerUnavailableError(`CRUMBTRAIL_RUNNER asks for bubblewrap, but ${tried}`)
  return { driver: childProcessDriver(options), why: `Not isolated: ${tried}` }
}

/** The driver, or why it cannot be used, in words that follow "but". */
async function tryBubblewrap(paths: DriverPaths): Promise<BubblewrapDriver | string> {
  if (process.platform !== 'linux') return 'bubblewrap needs Linux.'
  const programs = findPrograms()
  if (typeof programs === 'string') return programs
  try {
    const driver = await bubblewrapDriver(paths, programs)
    const failed = (await selfTest(driver, paths.modules)).filter((result) => !result.passed)
    if (failed.length === 0) return driver
    driver.close()
    return failed.map((result) => result.sentence).join(' ')
  } catch (error) {
    return `bubblewrap could not start: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** As many as memory allows: about 25 MB for one that waits, about 100 MB for one in use. */
function poolSize(asked: Partial<PoolSize> = {}): PoolSize {
  const free = freemem() / MB
  return {
    ready: Math.max(2, Math.min(6, Math.floor(free / 400))),
    readyAtRest: Math.max(2, Math.min(32, Math.floor(free / 200))),
    alive: Math.max(6, Math.min(120, Math.floor(free / 100))),
    ...asked,
  }
}

/** Why this server may not be opened to other machines with this runner, or null when it may. */
export function refuseHost(host: string, runner: Pick<Runner, 'name' | 'isolates'>): string | null {
  if (runner.isolates || isLoopback(host)) return null
  return `Refusing to listen on ${host}: the runner "${runner.name}" does not isolate, so anybody who can reach this address could run code as you. Use --host 127.0.0.1, or install bubblewrap on Linux.`
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
