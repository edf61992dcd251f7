import { expect, it } from 'vitest'
import { preflightContext } from '../request-context'
import { credentialsSent } from './credentials-sent'
import { from, request, stored } from './rule-fixtures'

const cookie = stored('a=1')

it.each([
  ['a typed address', request('https://shop.test/'), null],
  [
    'a foreign link',
    request('https://shop.test/', 'GET', from('navigate', 'https://other.test', 'omit')),
    null,
  ],
  [
    'same-origin, same-origin',
    request('https://shop.test/', 'GET', from('fetch', 'https://shop.test', 'same-origin')),
    null,
  ],
  [
    'same-origin, other port',
    request('https://shop.test/', 'GET', from('fetch', 'https://shop.test:8', 'same-origin')),
    'credentials: include',
  ],
  ['include', request('https://shop.test/', 'GET', from('fetch', 'https://other.test', 'include')), null],
  [
    'omit',
    request('https://shop.test/', 'GET', from('fetch', 'https://shop.test', 'omit')),
    'credentials: omit',
  ],
  [
    'preflight',
    preflightContext(request('https://shop.test/', 'PUT', from('fetch', 'https://other.test'))),
    'preflight',
  ],
])('%s', (_what, context, says) => {
  const finding = credentialsSent(cookie, context)
  if (says === null) expect(finding).toBeNull()
  else expect(finding?.sentence).toContain(says)
})
