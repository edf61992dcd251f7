import { expect, it } from 'vitest'
import { cookieLast, readRaw } from './raw-record'

it.each([
  [undefined, 'none'],
  [' ', 'empty'],
  ['{"views":1}', 'json'],
  ['{"views":', 'broken'],
])('%j is %s', (raw, kind) => {
  expect(readRaw(raw).kind).toBe(kind)
})

it('tells a text that was cut from one that is broken', () => {
  expect(readRaw('{"views":', 9).kind).toBe('broken')
  expect(readRaw('{"views":', 5000).kind).toBe('cut')
})

it('puts the cookie of a session behind its data', () => {
  expect(JSON.stringify(cookieLast({ cookie: {}, views: 1 }))).toBe('{"views":1,"cookie":{}}')
  expect(cookieLast({ views: 1 })).toEqual({ views: 1 })
  expect(cookieLast('cookie')).toBe('cookie')
})
