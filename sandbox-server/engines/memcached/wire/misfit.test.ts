import { describe, expect, it } from 'vitest'
import { misfit } from './misfit'

const judge = (line: string) => misfit(line.split(' '))

describe('what Memcached would take otherwise than we do', () => {
  it.each([
    'mg a t f s v',
    'mg a k Oq1 N60 R30 T0 E5 q',
    'ms b 1 T60 F0 C5 MA I',
    'ms q1 1',
    'md a I T30',
    'ma a N0 J1 D1 MI v',
    'set a 0 2147483647 1',
    'set a 0 -1 1 noreply',
  ])('%s passes', (line) => {
    expect(judge(line)).toBeNull()
  })

  it.each(['mg a q1', 'mg a v qq', 'mg a vv', 'ms AA 1 bx', 'ms a 1 q0', 'md a bb', 'ma a q-', 'md a x1'])(
    'a letter that takes no argument has none: %s',
    (line) => {
      expect(judge(line)).toBe('CLIENT_ERROR invalid flag')
    },
  )

  it.each(['set a 0 2147483648 1', 'set a 0 9999999999 1', 'cas a 0 -2147483649 1 1'])(
    'a time is a number of 32 bits: %s',
    (line) => {
      expect(judge(line)).toBe('CLIENT_ERROR bad command line format')
    },
  )
})
