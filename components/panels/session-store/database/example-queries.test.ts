import { describe, expect, it } from 'vitest'
import { exampleQueries } from './example-queries'

describe('the examples', () => {
  it('ask about the table and its sessions', () => {
    expect(exampleQueries('"UserSessions"', 'views', 0)).toEqual([
      'select count(*) from "UserSessions"',
      `select sid, sess->'views' as views from "UserSessions"`,
      'select sid, expire - now()::timestamp as left from "UserSessions" order by expire',
    ])
    expect(exampleQueries('session', '2fa', 0)[1]).toBe(`select sid, sess->'2fa' as value from session`)
  })

  it.each([
    [86_400_000, '1 day'],
    [90_061_400, '1 day 1 hour 1 minute 1 second'],
    [16 * 60_000, '16 minutes'],
  ])('count from the app’s clock, %s ms ahead', (offset, interval) => {
    expect(exampleQueries('session', 'views', offset)[2]).toBe(
      `select sid, expire - (now() + interval '${interval}')::timestamp as left from session order by expire`,
    )
  })
})
