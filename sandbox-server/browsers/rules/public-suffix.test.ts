import { expect, it } from 'vitest'
import { publicSuffix } from './public-suffix'
import { line, reception } from './rule-fixtures'

it.each([
  ['shop.co.uk', 'co.uk', true],
  ['shop.co.uk', 'shop.co.uk', false],
  ['alice.github.io', 'github.io', true],
  ['github.io', 'github.io', false],
  ['shop.test', 'test', true],
  ['localhost', 'localhost', false],
  ['app.localhost', 'localhost', true],
  ['127.0.0.1', '127.0.0.1', false],
  ['www.shop.com', '.com', true],
])('%s says Domain=%s', (host, domain, refused) => {
  expect(publicSuffix(line(`a=1; Domain=${domain}`), reception(`http://${host}/`)) !== null).toBe(refused)
})
