import type { Observation } from '../../protocol/observation'
import type { StoreRecord } from '../../protocol/snapshot'

/** What the process host (process/) offers to the observers of express-session (observe/). */
export interface ObserverContext {
  /** Sends one observation; silent until the learner's app is started, so that priming leaves no trace. Never throws. */
  report(observation: Observation): void
  /** The exchange being handled in this asynchronous context, or null. */
  currentExchange(): string | null
  /** Runs something as part of an exchange that its asynchronous way here has lost. */
  within?<T>(exchange: string, run: () => T): T
  /** False: of the exchange being handled only the request and the answer are told, so nothing else need be looked at. */
  isFollowed?(): boolean
  /** Milliseconds since the epoch on the real clock, with fractions; not moved by the app's shifted Date. */
  now(): number
  /** Absolute path of the app's folder; known once the app is started. */
  workFolder(): string
  /** Runs when the exchange being handled is over, before that is told; not at all outside of an exchange. */
  whenOver?(run: () => void): void
  /** A timer that the app's code cannot replace. */
  later(run: () => void, ms: number): void
}

/** What the heap holds: records of every MemoryStore the app made, read without evicting. */
export interface HeapSnapshot {
  records: StoreRecord[]
  /** Records there are, when the list was cut at LIMITS.snapshot.records. */
  total: number
  hasMemoryStore: boolean
}

/** Which records of the heap are asked for. */
export interface HeapPage {
  offset: number
  limit: number
  /** Looked for in the id and the raw record; empty finds all. */
  find: string
}

/** What observe/ gives back to the process host; exported from observe/observers.ts as `observers`. */
export interface Observers {
  /** Called once, before any module of the runtime is loaded. */
  install(context: ObserverContext): void
  /** Called before the app is loaded: what only some apps need is set up when their sources mention it. */
  expect(mentions: (pattern: RegExp) => boolean): void
  /** Called after the throw-away request and before the app is loaded: forget every store and session seen so far. */
  reset(): void
  snapshot(page?: HeapPage): HeapSnapshot
  /** Deletes one record of a MemoryStore; false when there was none. */
  remove(sid: string): boolean
  /** Puts JSON in the place of one record of a MemoryStore, its expiry kept; false when there was none. */
  edit(sid: string, json: string): boolean
  /** Milliseconds added to every store operation from now on. */
  setStoreLatency(ms: number): void
}
