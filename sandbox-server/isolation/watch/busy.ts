import { LIMITS } from '../../../protocol/limits'

/** What the processor watchdog asks of a process. */
export interface Pulse {
  /** Asks for a sign of life; the answer comes when the event loop turns. */
  ping: () => void
  /** When the oldest unanswered question was asked, or null. */
  unansweredSince: () => number | null
  /** Bytes of answers that have reached us so far. */
  received: () => number
}

/** Share of a processor above which a sign of life is asked for; a loop among many gets no more than a little. */
const WORTH_ASKING = 0.05
/** Of the time allowed, how much must really have been computed. */
const COMPUTED = 0.25
const FULL = 0.9
const SUSTAINED_MS = 30_000
/** A look that comes later than this after the one before says that this server itself stood still. */
const LONGEST_STEP_MS = 1000

/**
 * Tells an endless loop from hard work. A loop never answers a ping, however long; it is judged by processor time used
 * since the ping, because many sandboxes may share few processors. Work that goes on for half a minute without any
 * answer (a loop in a worker or a child process) counts as endless too. Time in which this server stood still is not
 * counted: an answer may have come meanwhile that nobody has read.
 */
export class BusyWatch {
  private readonly pulse: Pulse
  private last: { at: number; cpuMs: number } | null = null
  private asked: { cpuMs: number; stoodStillMs: number } | null = null
  private full: { at: number; received: number } | null = null
  private stoodStillMs = 0

  constructor(pulse: Pulse) {
    this.pulse = pulse
  }

  /** True when the app must be stopped. */
  sees(at: number, cpuMs: number): boolean {
    const share = this.last ? (cpuMs - this.last.cpuMs) / Math.max(at - this.last.at, 1) : 0
    if (this.last) this.stoodStillMs += Math.max(0, at - this.last.at - LONGEST_STEP_MS)
    this.last = { at, cpuMs }
    return this.isDeaf(at, cpuMs, share) || this.isRestless(at, share)
  }

  private isDeaf(at: number, cpuMs: number, share: number): boolean {
    const since = this.pulse.unansweredSince()
    if (since === null) {
      this.asked = null
      if (share >= WORTH_ASKING) {
        this.asked = { cpuMs, stoodStillMs: this.stoodStillMs }
        this.pulse.ping()
      }
      return false
    }
    const limit = LIMITS.sandbox.cpuBusyMs
    const used = cpuMs - (this.asked?.cpuMs ?? cpuMs)
    const stoodStill = this.stoodStillMs - (this.asked?.stoodStillMs ?? this.stoodStillMs)
    return at - since - stoodStill >= limit && used >= limit * COMPUTED
  }

  private isRestless(at: number, share: number): boolean {
    const received = this.pulse.received()
    if (share < FULL || (this.full && this.full.received !== received)) this.full = null
    else this.full ??= { at, received }
    return this.full !== null && at - this.full.at >= SUSTAINED_MS
  }
}
