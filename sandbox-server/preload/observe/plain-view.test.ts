import { describe, expect, it } from 'vitest'
import { viewPlainly } from './plain-view'

class Cart {
  items = 1
}
const loop: Record<string, unknown> = { a: 1 }
loop.loop = loop
const shared = { x: 1 }

describe('viewPlainly', () => {
  it.each([
    ['scalars', { a: 1, b: 'x', c: true, d: null }, {}],
    ['nested', { a: { b: [1, [2]] } }, {}],
    ['the same object twice', { a: shared, b: shared }, {}],
    ['a date', { at: new Date(0) }, { at: 'Date' }],
    ['a date that is none', { at: new Date(NaN) }, { at: 'Date' }],
    ['a class', { cart: new Cart() }, { cart: 'class Cart' }],
    [
      'collections',
      { map: new Map([[1, 1]]), set: new Set([1]), re: /x/ },
      { map: 'Map', set: 'Set', re: 'RegExp' },
    ],
    [
      'what JSON leaves out',
      { f: () => 1, u: undefined, s: Symbol('s') },
      { f: 'function', u: 'undefined', s: 'symbol' },
    ],
    ['holes and functions in lists', { l: [undefined, () => 1] }, { 'l.0': 'undefined', 'l.1': 'function' }],
    ['numbers JSON lacks', { n: NaN, i: Infinity }, { n: 'NaN', i: 'Infinity' }],
    ['an object without prototype', Object.assign(Object.create(null) as object, { a: 1 }), {}],
    ['a key called __proto__', JSON.parse('{"__proto__":{"a":1}}') as unknown, {}],
  ])('%s: as JSON has it', (_name, value, lossy) => {
    const seen = viewPlainly(value)
    expect(seen.exact).toBe(true)
    expect(JSON.stringify(seen.value)).toBe(JSON.stringify(value))
    expect(seen.lossy).toEqual(lossy)
  })

  it.each([
    ['a BigInt', { b: 1n }, { b: '1n' }, { b: 'BigInt' }],
    ['a circle', { loop }, { loop: { a: 1, loop: '[circular]' } }, { 'loop.loop': 'circular' }],
  ])('%s, which JSON refuses', (_name, value, plain, lossy) => {
    expect(viewPlainly(value)).toEqual({ value: plain, lossy, exact: true })
  })

  const touched = (): never => {
    throw new Error('touched')
  }
  it.each([
    ['a getter', Object.defineProperty({}, 'x', { enumerable: true, get: touched })],
    ['a proxy', { x: new Proxy({}, { get: touched, ownKeys: touched, getPrototypeOf: touched }) }],
    ['toJSON', { x: { toJSON: touched } }],
    ['a date with its own toJSON', { x: Object.assign(new Date(0), { toJSON: touched }) }],
    ['bytes', { x: Buffer.alloc(1_000_000) }],
  ])('%s is not touched, and said to be inexact', (_name, value) => {
    expect(viewPlainly(value).exact).toBe(false)
  })

  it.each([
    ['many keys', Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${String(i)}`, i]))],
    ['a long list', Array.from({ length: 10_000 }, () => 'x')],
    ['long text', { text: 'x'.repeat(1_000_000) }],
    ['depth', Array.from({ length: 500 }).reduce<unknown>((inner) => ({ inner }), 1)],
    [
      'a wide tree',
      Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => ({ a: 'x'.repeat(100) }))),
    ],
    [
      'much that is lost',
      Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${String(i)}`, undefined])),
    ],
  ])('%s is bounded', (_name, value) => {
    expect(JSON.stringify(viewPlainly(value)).length).toBeLessThan(60_000)
  })
})
