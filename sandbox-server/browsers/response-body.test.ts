import { expect, it } from 'vitest'
import { toResponseBody } from './response-body'

const whole = (bytes: Buffer, length = bytes.length) =>
  toResponseBody({ bytes, length, complete: true, failure: null })

it.each([
  ['text', Buffer.from('héllo'), undefined, { text: 'héllo', length: 6, truncated: false }],
  ['nothing', Buffer.alloc(0), undefined, { text: '', length: 0, truncated: false }],
  ['a byte order mark', Buffer.from('\ufeffa'), undefined, { text: '\ufeffa', length: 4, truncated: false }],
  ['bytes', Buffer.from([0xff, 0xfe]), undefined, { base64: '//4=', length: 2, truncated: false }],
  [
    'a cut inside a character',
    Buffer.from('a€').subarray(0, 3),
    100,
    { text: 'a', length: 100, truncated: true },
  ],
  ['a cut after a character', Buffer.from('a€'), 100, { text: 'a€', length: 100, truncated: true }],
  [
    'a cut inside four bytes',
    Buffer.from('🍪').subarray(0, 3),
    100,
    { text: '', length: 100, truncated: true },
  ],
])('%s', (_what, bytes, length, expected) => {
  expect(whole(bytes, length)).toEqual(expected)
})
