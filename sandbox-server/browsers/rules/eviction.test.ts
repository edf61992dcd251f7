import { describe, expect, it } from 'vitest'
import { evictions } from './eviction'
import { NOW, stored } from './rule-fixtures'

/** Named a, b, c … on a host, used one after the other. */
const cookies = (names: string, host: string, attributes = '') =>
  names.split(' ').map((name, at) => ({
    ...stored(`${name}=1${attributes}`, `https://${host}/`),
    order: at,
    lastAccessAt: new Date(NOW + at).toISOString(),
  }))

const gone = (jar: ReturnType<typeof cookies>) =>
  evictions(jar, { perSite: 2, total: 4 }).map(({ cookie, finding }) => `${cookie.name} ${finding.code}`)

describe('evictions', () => {
  it.each([
    ['nothing too much', cookies('a b', 'shop.test'), []],
    ['a crowded site', cookies('a b c', 'shop.test'), ['a domain-limit']],
    [
      'hosts of one site',
      [...cookies('a b', 'shop.test'), ...cookies('c', 'www.shop.test')],
      ['a domain-limit'],
    ],
    [
      'Secure ones go last',
      [...cookies('a', 'shop.test', '; Secure'), ...cookies('b c', 'shop.test')],
      ['b domain-limit'],
    ],
    [
      'a crowded jar',
      [...cookies('a b', 'a.test'), ...cookies('c d', 'b.test'), ...cookies('e', 'c.test')],
      ['a jar-limit'],
    ],
  ])('%s', (_what, jar, expected) => {
    expect(gone(jar)).toEqual(expected)
  })
})
