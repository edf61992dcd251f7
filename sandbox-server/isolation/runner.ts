import type { Socket } from 'node:net'
import type { ProcessCommand, ProcessMessage } from '../../protocol/observation'
import type { AppFault } from '../../protocol/workspace'

/** Makes sandboxes. Two drivers, one contract suite (runner.contract.ts). */
export interface Runner {
  readonly name: 'bubblewrap' | 'child-process'
  /** true: hostile code stays inside. false: a seat belt for one's own code. */
  readonly isolates: boolean
  /** Why this one was chosen, in a sentence for the start-up line and the screen. */
  readonly why: string
  /**
   * Runs an app in a sandbox never used before. Resolves when every instance listens or one failed to; rejects only
   * with a CapacityError. Whatever happens, `release` of the returned lease is the one way to end it.
   */
  lease(request: LeaseRequest): Promise<Lease>
  /** An app that loads these modules may start soon: a sandbox may load them ahead. */
  foresee(modules: readonly string[]): void
  stats(): { alive: number; warm: number; cap: number }
  /** Ends all sandboxes, warm ones too, and leaves nothing behind. */
  close(): Promise<void>
}

export interface LeaseRequest {
  workspace: string
  /**
   * Host path of the workspace's folder, sources already written into it. It is moved into the sandbox for the time of
   * the lease and moved back on release, so it outlives the process.
   */
  folder: string
  /** Relative to the folder. */
  entry: string
  instances: number
  env: Record<string, string>
  /** Modules it will load that take long to load: a sandbox that has them already is taken when one waits. */
  modules?: readonly string[]
  /** Sockets in the sandbox's socket folder, `<name>.sock`, that lead to servers outside: one call per connection. */
  doors: readonly Door[]
  clockOffsetMs: number
  storeLatencyMs: number
  /** Everything a process says, parsed and bounded. instance counts from 1. */
  onMessage: (instance: number, message: ProcessMessage) => void
  /** Raw stdout or stderr that did not pass through the preload, in bounded pieces. */
  onOutput: (instance: number, stream: 'stdout' | 'stderr', text: string) => void
  /** Once per instance that ends before release, with the reason; fault.hint names the limit when it was one. */
  onExit: (instance: number, fault: AppFault) => void
}

/** A way out of the sandbox, open as long as its lease. */
export interface Door {
  /** Of the socket: letters only. */
  name: string
  accept(connection: Socket): void
  /** false: it is shut, and who knocks is refused as by a port nobody listens on. Open when left out. */
  isOpen?(): boolean
}

export interface Lease {
  /** null: every instance listens. Otherwise why the first one did not. */
  fault: AppFault | null
  /** From the call of lease until it listened, in milliseconds. */
  startMs: number
  instances: readonly LeasedInstance[]
  /** Where the folder is on the host now. */
  folder: string
  /** Opens and shuts the doors as their `isOpen` says now. */
  refreshDoors(): void
  /** End politely (SIGTERM, then SIGKILL after graceMs) or at once; move the folder back. Idempotent. */
  release(how: 'polite' | 'kill'): Promise<void>
}

export interface LeasedInstance {
  /** From 1. */
  instance: number
  alive(): boolean
  /** A fresh connection to what the app listens on, safe against a socket swapped for a link. */
  connect(): Promise<Socket>
  send(command: ProcessCommand): void
}

/** Every sandbox is in use. */
export class CapacityError extends Error {
  override name = 'CapacityError'
}
