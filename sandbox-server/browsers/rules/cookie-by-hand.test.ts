import { expect, it } from 'vitest'
import { judgeSent } from '../judge-sent'
import { cookieByHand } from './cookie-by-hand'
import { request, stored } from './rule-fixtures'

const jar = [stored('sid=1'), stored('admin=1; Path=/admin')].map((cookie) =>
  judgeSent(cookie, request('https://shop.test/')),
)

it.each([
  ['a=1', ['sent a', 'withheld sid', 'withheld admin']],
  ['a=1; b; =c=d;;', ['sent a', 'sent ', 'sent ', 'withheld sid', 'withheld admin']],
  ['', ['withheld sid', 'withheld admin']],
])('%j', (header, expected) => {
  const verdicts = cookieByHand(header, jar)
  expect(verdicts.map(({ outcome, name }) => `${outcome} ${name}`)).toEqual(expected)
  expect(verdicts.at(-1)?.code).toBe('path-mismatch')
})
