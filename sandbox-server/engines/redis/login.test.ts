import { describe, expect, it } from 'vitest'
import { readHello, withoutSecrets } from './login'

const args = (line: string): Buffer[] => line.split(' ').map((word) => Buffer.from(word))
const line = (words: readonly Buffer[]): string => words.join(' ')

describe('what is shown of a command that logs in', () => {
  it.each([
    ['AUTH secret', 'AUTH (redacted)'],
    ['auth ann secret', 'auth (redacted)'],
    ['AUTH ann secret more', 'AUTH (redacted)'],
    ['HELLO', 'HELLO'],
    ['HELLO 3', 'HELLO 3'],
    ['HELLO 3 AUTH ann secret SETNAME shop', 'HELLO 3 AUTH (redacted) SETNAME shop'],
    ['HELLO 3 SETNAME shop AUTH ann secret', 'HELLO 3 SETNAME shop AUTH (redacted)'],
    ['hello 3 auth ann secret auth bob other', 'hello 3 auth (redacted) auth (redacted)'],
    ['HELLO 3 SETNAME AUTH AUTH ann secret', 'HELLO 3 SETNAME AUTH AUTH (redacted)'],
    ['HELLO 3 AUTH AUTH secret', 'HELLO 3 AUTH (redacted)'],
    ['HELLO 3 AUTH secret', 'HELLO 3 AUTH (redacted)'],
    ['SET AUTH value', 'SET AUTH value'],
  ])('%s', (said, shown) => {
    expect(line(withoutSecrets(args(said)))).toBe(shown)
  })
})

describe('what a server hears of a HELLO', () => {
  it.each([
    ['HELLO 3', null, 'HELLO 3'],
    ['HELLO 3 AUTH ann secret SETNAME shop', 'ann', 'HELLO 3 SETNAME shop'],
    ['HELLO 3 AUTH ann secret AUTH bob other', 'bob', 'HELLO 3'],
    ['HELLO 3 SETNAME AUTH AUTH ann secret', 'ann', 'HELLO 3 SETNAME AUTH'],
    ['HELLO 3 AUTH secret', null, 'HELLO 3 AUTH secret'],
  ])('%s', (said, user, heard) => {
    const login = readHello(args(said))
    expect([login.user, line(login.rest)]).toEqual([user, heard])
  })
})
