import { expect, it } from 'vitest'
import { readEdited } from './edited-json'

it('reads an object', () => {
  expect(readEdited('{"views":41}')).toEqual({ ok: true, value: { views: 41 } })
})

it.each([
  ['{\n  "views": 1,\n}', 'Line 3 is not valid JSON.'],
  ['{ views: 1 }', 'Line 1 is not valid JSON.'],
  ['[1]', 'A session is an object: it stands between { and }.'],
  ['12', 'A session is an object: it stands between { and }.'],
  ['null', 'A session is an object: it stands between { and }.'],
])('%j: %s', (text, problem) => {
  expect(readEdited(text)).toEqual({ ok: false, problem })
})

it('says so when the text ends too early', () => {
  expect(readEdited('{"views":')).toEqual({ ok: false, problem: 'The JSON is not complete.' })
})
