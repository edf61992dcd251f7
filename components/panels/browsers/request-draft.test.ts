import { describe, expect, it } from 'vitest'
import { complaint, draftFor, toRequest, withMethod } from './request-draft'

describe('a request draft', () => {
  it('is a plain GET to begin with', () => {
    expect(toRequest(draftFor('/visits'))).toEqual({ method: 'GET', url: '/visits', headers: [] })
  })

  it.each([
    ['', '/'],
    ['visits', '/visits'],
    [' /a b ', '/a b'],
    ['HTTP://example.test/x', 'HTTP://example.test/x'],
  ])('makes an address of %j', (typed, url) => {
    expect(toRequest(draftFor(typed)).url).toBe(url)
  })

  it('offers JSON for POST and drops the body again for GET', () => {
    const post = withMethod(draftFor('/name'), 'POST')
    expect(toRequest(post)).toMatchObject({
      headers: [['Content-Type', 'application/json']],
      body: '{ "name": "Alice" }',
    })
    expect(toRequest(withMethod(post, 'GET')).body).toBeUndefined()
  })

  it('keeps a Content-Type typed by hand', () => {
    const draft = {
      ...withMethod(draftFor('/'), 'POST'),
      headers: [{ name: 'content-type', value: 'text/csv' }],
    }
    expect(toRequest(draft).headers).toEqual([['content-type', 'text/csv']])
  })

  it('says when JSON is not JSON, and sends it all the same', () => {
    const draft = withMethod(draftFor('/'), 'POST')
    const broken = { ...draft, bodies: { ...draft.bodies, json: '{' } }
    expect(complaint(draft)).toBeNull()
    expect(complaint(broken)).toContain('not JSON')
    expect(toRequest(broken).body).toBe('{')
  })
})
