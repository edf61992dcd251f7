import { describe, expect, it } from 'vitest'
import { personTime, personTimeFrom, withPersonTimes } from './person-time'

const NOW = Date.parse('2026-11-21T05:10:00.000Z')

describe('personTime', () => {
  it.each([
    ['2026-11-21T05:10:00.123Z', '21 Nov 2026, 05:10:00 UTC'],
    ['1970-01-01T00:00:00.000Z', '1 Jan 1970, 00:00:00 UTC'],
    [NOW + 9 * 86_400_000, '30 Nov 2026, 05:10:00 UTC'],
    ['2027-02-03T23:59:59+01:00', '3 Feb 2027, 22:59:59 UTC'],
    ['for ever', 'for ever'],
    ['', ''],
  ])('%s is %s', (time, words) => {
    expect(personTime(time)).toBe(words)
  })
})

describe('personTimeFrom', () => {
  it.each([
    [3_600_000, '21 Nov 2026, 06:10:00 UTC, 1 h from now'],
    [-120_000, '21 Nov 2026, 05:08:00 UTC, 2 min ago'],
    [86_400_000, '22 Nov 2026, 05:10:00 UTC, 1 day from now'],
    [400, '21 Nov 2026, 05:10:00 UTC, now'],
  ])('%i ms away', (away, words) => {
    expect(personTimeFrom(NOW, NOW + away)).toBe(words)
  })

  it('leaves what is no time alone', () => {
    expect(personTimeFrom(NOW, 'never')).toBe('never')
  })
})

it('finds the times in a sentence and leaves the rest as it is', () => {
  expect(withPersonTimes('2026-12-05T01:44:27.335Z: no list, id 2026-12-05, 2026-12-05T01:44:27Z.')).toBe(
    '5 Dec 2026, 01:44:27 UTC: no list, id 2026-12-05, 5 Dec 2026, 01:44:27 UTC.',
  )
})
