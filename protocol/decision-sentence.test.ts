import { describe, expect, it } from 'vitest'
import { COOKIE_REASONS, CookieLibrary, DECISION_REASONS, DecisionKind } from './decision'
import { explainDecision } from './decision-sentence'

const reasons = DecisionKind.options.flatMap((kind) =>
  DECISION_REASONS[kind].map((reason) => ({ kind, reason })),
)
const cookieReasons = CookieLibrary.options.flatMap((library) =>
  DecisionKind.options.flatMap((kind) => COOKIE_REASONS[kind].map((reason) => ({ library, kind, reason }))),
)

describe('explainDecision', () => {
  it.each(reasons)('$kind because $reason has a sentence of its own', ({ kind, reason }) => {
    const sentence = explainDecision({ kind, reason, taken: true, sid: null, facts: {} })
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(sentence.startsWith('Unknown')).toBe(reason === 'unknown')
  })

  it.each(cookieReasons)('$library: $kind because $reason has a sentence of its own', (decision) => {
    const { library, kind, reason } = decision
    const sentence = explainDecision({ kind, reason, taken: true, sid: null, facts: { library } })
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(sentence.startsWith(`Unknown: this ${library} is not version`)).toBe(reason === 'unknown')
  })

  it('says that a browser drops what is too long', () => {
    const facts = { library: 'cookie-session' as const, cookieBytes: 4097 }
    const sentence = (cookieBytes: number) =>
      explainDecision({
        kind: 'set-cookie',
        reason: 'changed',
        taken: true,
        sid: null,
        facts: { ...facts, cookieBytes },
      })
    expect(sentence(4097)).toContain('4097 bytes')
    expect(sentence(4096)).not.toContain('bytes')
  })

  it('names what changed', () => {
    const facts = { changedKeys: ['views', 'name', 'cart', 'x'] }
    expect(explainDecision({ kind: 'save', reason: 'modified', taken: true, sid: 'a', facts })).toBe(
      'The data changed (views, name, cart, …).',
    )
  })

  it('tells a distrusted proxy from plain http', () => {
    const suppressed = (forwardedProto: string | null) =>
      explainDecision({
        kind: 'set-cookie',
        reason: 'not-secured',
        taken: false,
        sid: 'a',
        facts: { forwardedProto },
      })
    expect(suppressed('https')).toContain('does not trust the proxy')
    expect(suppressed(null)).toContain('plain http')
  })
})
