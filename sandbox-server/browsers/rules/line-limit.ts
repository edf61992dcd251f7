import type { Verdict } from '../../../protocol/cookie'

/** Set-Cookie lines of one answer that are judged; real browsers have no such limit, their headers as a whole do. */
export const LINES_JUDGED = 200

/** What is said once about the lines that were left out; null when there are none (RFC 6265bis 5.3 lets a browser ignore them). */
export function linesLeftOut(lines: number): Verdict | null {
  if (lines <= LINES_JUDGED) return null
  return {
    direction: 'in',
    outcome: 'rejected',
    code: 'line-limit',
    rule: `${String(LINES_JUDGED)} Set-Cookie lines per answer at most`,
    section: 'RFC 6265bis 5.3',
    sentence: `This answer holds ${String(lines)} Set-Cookie lines. The lab reads the first ${String(LINES_JUDGED)} and leaves the rest.`,
    name: '',
    value: '',
    raw: null,
  }
}
