import { expect, it } from 'vitest'
import { pageContent } from './page-content'

const response = (type: string, text?: string, length = text?.length ?? 0) => ({
  status: 200,
  statusText: 'OK',
  headers: [['content-type', type]] satisfies [string, string][],
  body: { ...(text === undefined ? { base64: 'AA==' } : { text }), length, truncated: false },
})

it.each([
  ['text/html; charset=utf-8', 'Visit 2', 'text'],
  ['text/html', '<h1>Hello</h1>', 'html'],
  ['text/html', 'a &amp; b', 'html'],
  ['application/json', '{"a":1}', 'json'],
  ['application/json', '{"a":', 'text'],
  ['text/plain', '<b>as it is</b>', 'text'],
  ['', '', 'empty'],
])('%s with %j is shown as %s', (type, text, kind) => {
  expect(pageContent(response(type, text)).kind).toBe(kind)
})

it('bytes that are no text are only counted', () => {
  expect(pageContent(response('image/png', undefined, 12))).toEqual({
    kind: 'binary',
    type: 'image/png',
    length: 12,
  })
})
