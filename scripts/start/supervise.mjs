import { startChild } from './children.mjs'

/** Longer than the server itself takes before it gives up. */
const STOP_PATIENCE_MS = 16_000

/**
 * Keeps child processes alive and ends them together. A child that dies unasked is started again, at most
 * five times a minute; state is on disk, so a restarted server goes on where it was.
 */
export class Supervisor {
  #children = new Map()
  #stopping = null
  #onGiveUp

  /** onGiveUp: called with a sentence when a child keeps dying. */
  constructor(onGiveUp) {
    this.#onGiveUp = onGiveUp
  }

  /** Starts a child; what it prints is kept back until it is settled. */
  start(name, args, env) {
    const entry = { name, args, env, child: null, settled: false, deaths: [] }
    this.#children.set(name, entry)
    return this.#spawn(entry)
  }

  /** From now on this child speaks, and is started again when it dies. */
  settle(name) {
    const entry = this.#children.get(name)
    entry.settled = true
    entry.child.quiet = false
  }

  #spawn(entry) {
    const child = startChild(entry.name, entry.args, entry.env, { quiet: !entry.settled })
    entry.child = child
    child.once('exit', (code, signal) => {
      if (!this.#stopping && entry.settled) this.#revive(entry, signal ?? code)
    })
    return child
  }

  #revive(entry, reason) {
    const now = Date.now()
    entry.deaths = [...entry.deaths.filter((at) => now - at < 60_000), now]
    if (entry.deaths.length > 5) {
      this.#onGiveUp(`${entry.name} keeps ending (${reason}). Start again; if it goes on, report it.`)
      return
    }
    console.error(`${entry.name} ended unexpectedly (${reason}); starting it again.`)
    setTimeout(() => !this.#stopping && this.#spawn(entry), 100 * entry.deaths.length)
  }

  /** Ends every child, politely at first. Idempotent. */
  stop() {
    this.#stopping ??= Promise.all([...this.#children.values()].map(({ child }) => end(child)))
    return this.#stopping
  }
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
