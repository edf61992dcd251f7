import { expect, it } from 'vitest'
import { NOW, stored } from './rule-fixtures'
import { cookieString, sendOrder } from './send-order'

it('puts longer paths first, then older cookies', () => {
  const cookies = [
    { ...stored('young=1; Path=/', undefined, NOW + 1), order: 1 },
    { ...stored('second=1; Path=/'), order: 3 },
    { ...stored('first=1; Path=/'), order: 2 },
    { ...stored('deep=1; Path=/a', undefined, NOW + 2), order: 4 },
  ]
  expect(cookies.sort(sendOrder).map(({ name }) => name)).toEqual(['deep', 'first', 'second', 'young'])
})

it.each([
  [[{ name: 'a', value: '1' }], 'a=1'],
  [
    [
      { name: 'a', value: '' },
      { name: '', value: 'b' },
    ],
    'a=; b',
  ],
])('%j', (cookies, expected) => {
  expect(cookieString(cookies)).toBe(expected)
})
