import { describe, expect, it } from 'vitest'
import { jsonMembers } from './json-members'

describe('jsonMembers', () => {
  it.each([
    ['the members asked for', '{"a":1,"b":{"c":2},"d":"x"}', { a: '1', b: '{"c":2}' }],
    ['with blanks between', ' { "a" : 1 , "b" : [ 2 ] } ', { a: '1', b: '[ 2 ]' }],
    ['none that is deeper inside', '{"x":{"a":1},"y":[{"b":2}]}', {}],
    ['none that stands in a text', String.raw`{"x":",\"a\":1,","y":"\\","b":"}"}`, { b: '"}"' }],
    ['no value for a name', '{"x":"a","a":"b"}', { a: '"b"' }],
    ['the last of one name', '{"a":1,"a":2}', { a: '2' }],
    ['nothing of an empty object', '{}', {}],
    ['nothing of a list', '["a",1]', {}],
    ['nothing of a half-written text', '{"a":1,"b":{"c":', {}],
    ['nothing of a text that ends in a text', '{"a":1,"b":"', {}],
    ['nothing where more follows', '{"a":1}{"b":2}', {}],
    ['nothing of nothing', '', {}],
  ])('finds %s', (_name, text, members) => {
    expect(Object.fromEntries(jsonMembers(text, ['a', 'b']))).toEqual(members)
  })
})
