import { expect, it } from 'vitest'
import { line, reception } from './rule-fixtures'
import { sizeLimit } from './size-limit'

it.each([
  ['a', 4095, null],
  ['a', 4096, '4097 bytes, and a browser keeps 4096'],
  ['', 4096, null],
  ['', 4097, '4097 bytes'],
  ['a'.repeat(96), 4000, null],
  ['a'.repeat(97), 4000, '4097 bytes'],
])('name %s, value of %i bytes', (name, length, says) => {
  const finding = sizeLimit(
    line(`${name}=${'v'.repeat(length)}; Path=/long/attributes/do/not/count`),
    reception('http://localhost/'),
  )
  if (says === null) expect(finding).toBeNull()
  else expect(finding?.sentence).toContain(says)
})
