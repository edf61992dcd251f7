import { expect, it } from 'vitest'
import { hostPrefix } from './host-prefix'
import { line, reception } from './rule-fixtures'

it.each([
  ['__Host-a=1; Secure; Path=/', null],
  ['__hOST-a=1; Secure; Path=/', null],
  ['__Host-a=1; Path=/', 'not marked Secure'],
  ['__HOST-a=1; Secure; Path=/; Domain=shop.test', 'has a Domain'],
  ['__Host-a=1; Secure', 'does not say Path=/'],
  ['__Host-a=1; Secure; Path=/x', 'does not say Path=/'],
  ['__Hosta=1', null],
])('%s', (raw, says) => {
  const finding = hostPrefix(line(raw), reception('https://shop.test/'))
  if (says === null) expect(finding).toBeNull()
  else expect(finding?.sentence).toContain(says)
})
