import { describe, expect, it } from 'vitest'
import { DatabaseNames } from './database-names'

describe('the names of a workspace’s databases', () => {
  const [one, other] = [new DatabaseNames('one'), new DatabaseNames('other')]
  const long = 'ö'.repeat(30)

  it.each(['test', 'admin', 'Shop', 'a~b', '~x', 'ü', 'x'.repeat(35)])('%s is found again', (name) => {
    expect(one.onServer(name)).toBe(one.prefix + name)
    expect(one.restore(`in ${one.onServer(name)}.sessions`)).toBe(`in ${name}.sessions`)
    expect(one.inApp(one.onServer(name))).toBe(name)
    expect(other.isOwn(one.onServer(name))).toBe(false)
    expect(other.inApp(one.onServer(name))).toBeNull()
  })

  it('are short enough for a server, whatever the app calls them', () => {
    const short = one.onServer(long)
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(63)
    expect(one.onServer(long)).toBe(short)
    expect(one.inApp(short)).toBe(long)
    expect(one.restore(`ns not found ${short}.x`)).toBe(`ns not found ${long}.x`)
    expect(one.onServer('ö'.repeat(31))).not.toBe(short)
    expect(new DatabaseNames('one').inApp(short)).toBeNull()
  })

  it('are forgotten when very many others were used since', () => {
    const much = 'x'.repeat(50)
    const names = new DatabaseNames('third')
    const [kept, dropped] = [names.onServer(`${much}kept`), names.onServer(`${much}dropped`)]
    for (let n = 0; n < 1000; n += 1) {
      names.onServer(`${much}${String(n)}`)
      names.onServer(`${much}kept`)
    }
    expect(names.inApp(kept)).toBe(`${much}kept`)
    expect(names.inApp(dropped)).toBeNull()
    // The same name as ever, should it be used again.
    expect(names.onServer(`${much}dropped`)).toBe(dropped)
  })

  it.each(['', 'a.b', 'a/b', 'a\\b', 'a b', 'a"b', '$a', 'a\0b', 'x'.repeat(64)])('%j is none', (name) => {
    expect(() => one.onServer(name)).toThrow('Invalid database name')
  })
})
