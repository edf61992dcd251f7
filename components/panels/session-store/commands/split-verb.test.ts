import { expect, it } from 'vitest'
import { splitVerb } from './split-verb'

it.each([
  ['SET', 'SET a 1', ['SET', ' a 1']],
  ['SELECT', 'select sess from session', ['select', ' sess from session']],
  ['QUERY', 'WITH a AS (SELECT 1)', ['QUERY', ' WITH a AS (SELECT 1)']],
])('%s of %s', (verb, text, parts) => {
  expect(splitVerb(verb, text)).toEqual(parts)
})
