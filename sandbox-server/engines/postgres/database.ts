import type { Duplex } from 'node:stream'
import type { Credentials } from './wire/log-in'

/** A PostgreSQL server that workspaces share, wherever it comes from. */
export interface Database {
  /** Made by us and for us alone, so that its templates and its other databases are ours to close. */
  readonly own: boolean
  /** Names and passwords of roles follow from it. */
  readonly secret: Buffer
  /** Starts it where it does not run. Rejects with a sentence. */
  run(): Promise<RunningDatabase>
  /** Ends it, where it is ours to end, and keeps everything. */
  rest(): Promise<void>
}

export interface RunningDatabase {
  /** A fresh connection, not logged in; its errors end in silence. */
  connect: () => Promise<Duplex>
  /** A role that may make roles and databases. */
  admin: Credentials
  /** Resolves with the reason when it ended without being asked to. */
  ended: Promise<string>
}
