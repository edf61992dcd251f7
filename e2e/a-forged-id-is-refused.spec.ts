import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

const FORGED = 's%3Aan-id-mallory-made-up.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

const cases = [
  { what: 'an id with a made-up signature', cookie: FORGED, reason: 'signature-invalid' },
  { what: 'an id without a signature', cookie: 'an-id-mallory-made-up', reason: 'cookie-unsigned' },
]

for (const { what, cookie, reason } of cases) {
  test(`${what} is refused, and the trace says so`, async ({ learner }) => {
    await learner.runApp(counter())
    await learner.meet('mallory')
    const headers: [string, string][] = [['Cookie', `connect.sid=${cookie}`]]
    const exchange = await learner.send('mallory', 'GET', '/', { headers })
    expect(exchange.response?.body.text).toBe('views 1')

    const decisions = await learner.traceOf('decision')
    const load = decisions.find(({ kind, exchange: id }) => kind === 'load' && id === exchange.id)
    expect(load).toMatchObject({ taken: false, reason })
    expect(load?.sentence).toMatch(/sign/i)
    const [jar] = await learner.jarOf('mallory')
    expect(jar?.value).not.toContain('mallory')
  })
}
