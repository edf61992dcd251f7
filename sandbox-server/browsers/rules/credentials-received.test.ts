import { expect, it } from 'vitest'
import { credentialsReceived } from './credentials-received'
import { line, reception } from './rule-fixtures'

it.each([
  [true, undefined],
  [false, 'credentials-omitted'],
])('credentials included: %s', (credentials, code) => {
  const finding = credentialsReceived(
    line('a=1'),
    reception('http://localhost:3000/', { credentials, from: 'http://other.test' }),
  )
  expect(finding?.code).toBe(code)
  if (finding) expect(finding.sentence).toContain('http://other.test')
})
