import { describe, expect, it } from 'vitest'
import { DECISION_REASONS, DecisionKind } from './decision'
import { explainDecision } from './decision-sentence'

const reasons = DecisionKind.options.flatMap((kind) =>
  DECISION_REASONS[kind].map((reason) => ({ kind, reason })),
)

describe('explainDecision', () => {
  it.each(reasons)('$kind because $reason has a sentence of its own', ({ kind, reason }) => {
    const sentence = explainDecision({ kind, reason, taken: true, sid: null, facts: {} })
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(sentence.startsWith('Unknown')).toBe(reason === 'unknown')
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
