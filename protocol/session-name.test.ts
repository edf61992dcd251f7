import { describe, expect, it } from 'vitest'
import { SESSION_HUES, sessionName } from './session-name'

describe('sessionName', () => {
  it('is the same for the same id, on every screen', () => {
    expect(sessionName('x7QkM2rTn4Zf')).toEqual(sessionName('x7QkM2rTn4Zf'))
    expect(sessionName('x7QkM2rTn4Zf').short).toMatch(/^[a-z]+-[0-9a-f]{2}$/)
  })

  it('uses every colour about as often as another', () => {
    const counts = new Map<string, number>()
    for (let i = 0; i < 4000; i += 1) {
      const { hue } = sessionName(`id-${String(i)}`)
      counts.set(hue, (counts.get(hue) ?? 0) + 1)
    }
    for (const hue of SESSION_HUES) expect(counts.get(hue)).toBeGreaterThan(350)
  })
})
