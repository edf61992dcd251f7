import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { proxy } from './proxy'

const WORKSPACE = `w${'a2'.repeat(12)}b`
const ask = (host: string, path = '/') =>
  proxy(new NextRequest(new URL(path, 'http://127.0.0.1:3000'), { headers: { host } }))

describe('the door of the site', () => {
  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])('lets %s in', (host) => {
    expect(ask(host).status).toBe(200)
  })

  it.each([
    'evil.example',
    'localhost.evil.example:3000',
    '127.0.0.1.evil.example',
    '',
    'walnut.localhost:3000',
  ])('refuses the host "%s"', (host) => {
    expect(ask(host).status).toBe(421)
    expect(ask(host, '/api/health').status).toBe(421)
  })

  it('sends a workspace’s host to the same path on the sandbox port', () => {
    const answer = ask(`${WORKSPACE}.localhost:3000`, '/cart?item=1')
    expect(answer.status).toBe(307)
    expect(answer.headers.get('location')).toBe(`http://${WORKSPACE}.localhost:3001/cart?item=1`)
  })

  it('never lets a workspace’s host reach the control API', () => {
    expect(ask(`${WORKSPACE}.localhost:3000`, '/api/workspaces').status).toBe(307)
  })

  it('rewrites the control API and names the host the browser used', () => {
    const answer = ask('localhost:3000', '/api/health?x=1')
    expect(answer.headers.get('x-middleware-rewrite')).toBe('http://127.0.0.1:3001/api/health?x=1')
    expect(answer.headers.get('x-middleware-request-x-forwarded-host')).toBe('localhost:3000')
  })

  it('gives every page a policy without foreign sources', () => {
    const policy = ask('localhost:3000').headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/https?:|\*/)
  })
})
