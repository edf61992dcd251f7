import type { Reply } from './resp/reply'

/** What becomes of one command of the app. One object of rules per connection. */
export interface Rules {
  rule(args: readonly Buffer[]): Ruling
}

export type Ruling =
  /** To the server, as it came or with other arguments. */
  | {
      type: 'forward'
      args?: readonly Buffer[]
      /** Changes the reply on its way back. */
      translate?: (reply: Reply) => Reply
      /** The server now also sends what nobody asked for: bytes pass as they are from here on. */
      stream?: boolean
    }
  /** Answered here. */
  | { type: 'answer'; reply: Reply; last?: boolean; version?: 2 | 3 }
  /** Answered here, when it is known. */
  | { type: 'later'; reply: Promise<Reply>; version?: 2 | 3 }
