import { expect, it } from 'vitest'
import { sameRecord } from './same-record'

const row = (raw: string, expire: string) => ({ raw, native: { sid: 'a', sess: raw, expire } })

it.each([
  ['postgres', row('{}', '10:00'), row('{}', '10:00'), true],
  ['postgres', row('{"n":1}', '10:00'), row('{}', '10:00'), false],
  ['postgres', row('{}', '10:05'), row('{}', '10:00'), false],
  ['redis', { raw: '{}', native: { ttl: 59 } }, { raw: '{}', native: { ttl: 60 } }, true],
  ['memory', { raw: '{}' }, { raw: '{ }' }, false],
] as const)('of %s, %j after %j is the same: %s', (kind, now, before, same) => {
  expect(sameRecord(kind, now, before)).toBe(same)
})
