import { expect, it } from 'vitest'
import { controlCharacters } from './control-characters'
import { line, reception } from './rule-fixtures'

it.each([
  ['a=b', null],
  ['a=b\tc', null],
  ['a=\xe9', null],
  ['a=b\0', '0x00'],
  ['a=b\r\nSet-Cookie: c=d', '0x0D'],
  ['a\n=b', '0x0A'],
  ['a=b; Path=/\x7f', '0x7F'],
  ['a=b; HttpOnly\x1f', '0x1F'],
])('%j', (raw, says) => {
  const finding = controlCharacters(line(raw), reception('http://localhost:3000/'))
  if (says === null) expect(finding).toBeNull()
  else expect(finding?.sentence).toContain(says)
})
