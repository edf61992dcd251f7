import { describe, expect, it } from 'vitest'
import { diffValues, leafText, NOTHING } from './value-diff'

const changes = (before: unknown, now: unknown) => {
  const diff = diffValues(before, now)
  return diff.kind === 'branch'
    ? diff.entries.map((entry) => `${entry.key} ${entry.diff.change}`)
    : [diff.change]
}

describe('diffValues', () => {
  it.each([
    ['a value kept', { views: 1 }, { views: 1 }, ['views same']],
    ['a value changed', { views: 1 }, { views: 2 }, ['views changed']],
    ['a value added', {}, { views: 1 }, ['views added']],
    ['a value removed, last', { a: 1, b: 2 }, { b: 2 }, ['b same', 'a removed']],
    ['a nested change', { user: { name: 'A' } }, { user: { name: 'B' } }, ['user changed']],
    ['a list grown', { cart: [1] }, { cart: [1, 2] }, ['cart changed']],
    ['a whole record added', NOTHING, { views: 1 }, ['views added']],
    ['a whole record removed', { views: 1 }, NOTHING, ['removed']],
    ['an object put in place of a number', 1, { a: 1 }, ['changed']],
  ])('%s', (_, before, now, expected) => {
    expect(changes(before, now)).toEqual(expected)
  })

  it('writes a leaf as JSON does', () => {
    expect([leafText('a'), leafText(null), leafText(undefined)]).toEqual(['"a"', 'null', 'undefined'])
  })

  it('shows the beginning of a long text, and how long it is', () => {
    expect(leafText('x'.repeat(300))).toBe(`"${'x'.repeat(300)}"`)
    expect(leafText('x'.repeat(2400))).toBe(`"${'x'.repeat(160)}…" (2,400 characters)`)
    expect(leafText(`${'x'.repeat(4095)}…`)).toContain('(more than 4,096 characters)')
  })
})
