import type { MemcachedCommand } from './wire/request-parser'

/** What becomes of one command of the app. One object of rules per connection. */
export interface MemcachedRules {
  rule(command: MemcachedCommand): MemcachedRuling
}

export type MemcachedRuling =
  /** To the server, with these words. */
  | {
      type: 'forward'
      words: readonly string[]
      /** Changes a line on its way back; null leaves it out. */
      translate?: (line: string) => string | null
      /** What comes after it on the same connection waits for its end: a list of items makes Memcached forget to read on. */
      alone?: boolean
    }
  /** Answered here. */
  | { type: 'answer'; reply: Buffer; last?: boolean }
  /** Answered here, when it is known. */
  | { type: 'later'; reply: Promise<Buffer> }

export const answer = (line: string): MemcachedRuling => ({
  type: 'answer',
  reply: Buffer.from(`${line}\r\n`, 'latin1'),
})
