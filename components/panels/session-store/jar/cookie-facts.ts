import { withPersonTimes } from '@/protocol/person-time'
import type { StoreRecord } from '@/protocol/snapshot'

/** What the inspector tells of one session cookie, sorted by what a learner asks. */
export interface CookieFacts {
  sealed: boolean
  /** Could be opened with the app's own secret, or needs none. */
  opened: string | null
  signature: string | null
  headerBytes: number | null
  /** `a thief could read`, `a thief could replay until`: question and answer. */
  thief: readonly (readonly [question: string, answer: string])[]
  /** Everything else, by its own name. */
  rest: readonly (readonly [name: string, value: string])[]
}

const HEADER = 'bytes of the Cookie header'
const SAID_ELSEWHERE = new Set(['sealed', 'opened', 'signature', 'bytes', HEADER])

/** Reads a cookie record's native words. */
export function cookieFacts({ native = {} }: Pick<StoreRecord, 'native'>): CookieFacts {
  const text = (name: string) => (typeof native[name] === 'string' ? native[name] : null)
  const header = native[HEADER]
  const pairs = Object.entries(native)
    .filter(([name, value]) => !SAID_ELSEWHERE.has(name) && value !== null)
    .map(([name, value]) => [name, words(value)] as const)
  return {
    sealed: native['sealed'] === true,
    opened: text('opened'),
    signature: text('signature'),
    headerBytes: typeof header === 'number' ? header : null,
    thief: pairs.filter(([name]) => name.startsWith(THIEF)).map(([name, value]) => [name.slice(2), value]),
    rest: pairs.filter(([name]) => !name.startsWith(THIEF)),
  }
}

/** Times as a person reads them; yes and no for flags. */
function words(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return withPersonTimes(String(value))
}

const THIEF = 'a thief could '

/** The value with one letter of its middle changed, so that its seal no longer holds. */
export function broken(raw: string): string {
  let middle = Math.floor(raw.length / 2)
  // Inside %2A, no letter may change: the value would no longer be one.
  while (raw.slice(Math.max(0, middle - 2), middle + 1).includes('%')) middle += 1
  return `${raw.slice(0, middle)}${raw[middle] === 'A' ? 'B' : 'A'}${raw.slice(middle + 1)}`
}
