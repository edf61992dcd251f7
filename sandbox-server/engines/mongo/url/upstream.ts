import type { Document } from '../wire/bson'

/** What one server says of itself. */
export interface ServerFacts {
  version: string
  /** How much of the wire protocol it speaks. */
  wireVersion: number
}

/** The documents of one question, some at a time, unread. */
export interface Batches {
  next(size: number): Promise<{ documents: readonly Uint8Array[]; isLast: boolean }>
  close(): Promise<void>
}

/** A MongoDB, past all rules: whoever asks here must have judged before. Names are the server's. */
export interface Upstream {
  /** The answer; rejects with a ServerFault where MongoDB refuses. */
  run(database: string, command: Document): Promise<Document>
  /** The same, but documents in the answer are left unread: Uint8Arrays. */
  runUnread(database: string, command: Document): Promise<Document>
  open(database: string, command: Document): Batches
}

/** MongoDB's own refusal. */
export class ServerFault extends Error {
  override name = 'ServerFault'

  constructor(
    readonly response: Document,
    options: ErrorOptions,
  ) {
    super(typeof response.errmsg === 'string' ? response.errmsg : 'MongoDB refused.', options)
  }
}
