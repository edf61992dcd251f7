import type { Verdict } from '../../../protocol/cookie'
import { outVerdict } from '../out-verdict'
import { quote, sentence } from './finding'

/** RFC 6265bis 5.8.1 lets only the jar write the Cookie header; the lab lets a learner do it, and says so. */
export function cookieByHand(header: string, fromJar: readonly Verdict[]): Verdict[] {
  return [
    ...pairs(header).map(written),
    ...fromJar.map((verdict) => (verdict.outcome === 'sent' ? kept(verdict) : verdict)),
  ]
}

function pairs(header: string): { name: string; value: string }[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      return { name: equals < 0 ? '' : pair.slice(0, equals), value: pair.slice(equals + 1) }
    })
}

const written = (cookie: { name: string; value: string }): Verdict =>
  outVerdict(cookie, 'sent', {
    code: 'by-hand',
    rule: 'A Cookie header written by hand',
    section: 'RFC 6265bis 5.8.1',
    sentence: sentence(
      `${quote(cookie.name)} goes out because you wrote it. A page in a browser could not do that.`,
    ),
  })

const kept = (verdict: Verdict): Verdict => ({
  ...verdict,
  outcome: 'withheld',
  code: 'by-hand',
  rule: 'A Cookie header written by hand',
  section: 'RFC 6265bis 5.8.1',
  sentence: `You wrote the Cookie header yourself, so ${quote(verdict.name)} from the jar stays home.`,
})
