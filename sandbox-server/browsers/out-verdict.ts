import type { JarCookie, Verdict } from '../../protocol/cookie'
import type { Finding } from './rules/finding'

/** A verdict on a cookie that leaves, stays or ends. */
export function outVerdict(
  cookie: Pick<JarCookie, 'name' | 'value'>,
  outcome: Verdict['outcome'],
  finding: Finding,
): Verdict {
  return { direction: 'out', outcome, ...finding, name: cookie.name, value: cookie.value, raw: null }
}
