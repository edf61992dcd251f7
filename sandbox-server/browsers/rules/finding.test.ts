import { expect, it } from 'vitest'
import { quote, sentence, shorten } from './finding'

it.each([
  ['sid', '“sid”'],
  ['', 'the cookie without a name'],
  ['a\nb', '“a\u{fffd}b”'],
  ['x'.repeat(70), `“${'x'.repeat(60)}…”`],
])('%j', (name, expected) => {
  expect(quote(name)).toBe(expected)
})

it('begins with a capital letter', () => {
  expect(sentence('the end.')).toBe('The end.')
  expect(shorten('abc', 2)).toBe('ab…')
})
