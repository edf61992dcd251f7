import { expect, it } from 'vitest'
import { leaveSecureAlone } from './leave-secure-alone'
import { line, reception, stored } from './rule-fixtures'

const jar = [stored('sid=1; Secure; Path=/login; Domain=shop.test')]

it.each([
  ['the same cookie over http', 'sid=2; Path=/login', 'http://shop.test/', true],
  ['a path below', 'sid=2; Path=/login/en', 'http://shop.test/', true],
  ['a path above', 'sid=2; Path=/', 'http://shop.test/', false],
  ['another path', 'sid=2; Path=/loginx', 'http://shop.test/', false],
  ['a host below', 'sid=2; Path=/login', 'http://www.shop.test/', true],
  ['another host', 'sid=2; Path=/login', 'http://other.test/', false],
  ['another name', 'sid2=2; Path=/login', 'http://shop.test/', false],
  ['over https', 'sid=2; Path=/login', 'https://shop.test/', false],
])('%s', (_what, raw, url, refused) => {
  expect(leaveSecureAlone(line(raw), reception(url, { jar })) !== null).toBe(refused)
})
