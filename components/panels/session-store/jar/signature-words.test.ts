import { expect, it } from 'vitest'
import { signatureWords } from './signature-words'

it.each([
  ['valid with keys[0]', 'signed, readable', /the server will refuse it/],
  ['invalid', 'wrong signature', /the server will refuse it/],
  ['missing', 'signature missing', /the server will refuse it/],
  ['not checked: the keys are not known here', 'signature not checked', /the app’s own way of signing decides/],
  ['none: the option signed is false', 'not signed', /the server will believe what you write/],
])('%s', (signature, badge, warning) => {
  const words = signatureWords(signature)
  expect(words.badge).toBe(badge)
  expect(words.warning).toMatch(warning)
})
