import { describe, expect, it } from 'vitest'
import { frameDocument, isPlainText } from './frame-document'
import { FrameMessage, requestOf } from './frame-message'

const PAGE = 'http://localhost:3000/shop/cart?page=2'
const from = 'crumbtrail-page' as const

describe('requestOf', () => {
  it.each([
    ['/login', 'http://localhost:3000/login'],
    ['item', 'http://localhost:3000/shop/item'],
    ['?page=3', 'http://localhost:3000/shop/cart?page=3'],
    ['/login#top', 'http://localhost:3000/login'],
  ])('a link to %s asks for %s', (href, url) => {
    expect(requestOf({ from, type: 'link', href }, PAGE)).toEqual({
      method: 'GET',
      url,
      initiator: { type: 'navigate', origin: 'http://localhost:3000' },
    })
  })

  it.each(['javascript:alert(1)', 'mailto:a@b.test', 'data:text/html,x', 'http://'])(
    '%s asks for nothing',
    (href) => {
      expect(requestOf({ from, type: 'link', href }, PAGE)).toBeNull()
    },
  )

  it('a form with get puts its fields into the address', () => {
    const form = { from, type: 'form', action: '/find', method: 'get', fields: [['q', 'a b']] } as const
    expect(requestOf(FrameMessage.parse(form), PAGE)?.url).toBe('http://localhost:3000/find?q=a+b')
  })

  it('a form with post sends its fields as a body, to its own page when no action is named', () => {
    const form = { from, type: 'form', action: '', method: 'POST', fields: [['name', 'Älice & co']] } as const
    expect(requestOf(FrameMessage.parse(form), PAGE)).toMatchObject({
      method: 'POST',
      url: PAGE,
      body: 'name=%C3%84lice+%26+co',
      initiator: { type: 'form' },
    })
  })
})

describe('frameDocument', () => {
  it('puts the policy before everything of the page', () => {
    const html = '<script>steal()</script>'
    const page = frameDocument(html, 'dark')
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf(html))
    expect(page).toContain("default-src 'none'")
    expect(page).not.toContain("script-src 'unsafe-inline'")
  })

  it('tells text from markup', () => {
    expect(isPlainText('Visit 2')).toBe(true)
    expect(isPlainText('a &amp; b')).toBe(false)
    expect(isPlainText('<b>x</b>')).toBe(false)
  })
})
