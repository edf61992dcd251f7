import { existsSync, readFileSync } from 'node:fs'
import { NextResponse, type NextRequest } from 'next/server'
import { z } from 'zod'
import { FRAME_SCRIPT_HASH } from './components/panels/browsers/frame-script'

/** Base address of the sandbox-server, read when the site starts. */
const SANDBOX = new URL(process.env.CRUMBTRAIL_SANDBOX ?? 'http://127.0.0.1:3001')
/** Host names besides loopback that this site answers for, comma separated. */
const EXTRA_HOSTS = (process.env.CRUMBTRAIL_ALLOWED_HOSTS ?? '').split(',').filter(Boolean)
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const WORKSPACE_HOST = /^w[a-z2-7]{25}\.localhost$/
const DEV = process.env.NODE_ENV === 'development'

/** Hashes of the inline scripts of each prerendered page; written after the build by scripts/csp-hashes.mjs. */
const ScriptHashes = z.record(z.string(), z.array(z.string()))
const HASHES_FILE = '.build/csp-hashes.json'
const HASHES = existsSync(HASHES_FILE) ? ScriptHashes.parse(JSON.parse(readFileSync(HASHES_FILE, 'utf8'))) : {}

/** The site's door: foreign hosts are refused, /api goes to the sandbox-server, pages get their policy. */
export function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get('host') ?? ''
  const name = host.replace(/:\d+$/, '').toLowerCase()
  if (WORKSPACE_HOST.test(name)) return toSandboxPort(request, name)
  if (![...LOOPBACK, ...EXTRA_HOSTS].includes(name)) return refuse()
  if (request.nextUrl.pathname.startsWith('/api/')) return toSandboxServer(request, host)
  const response = NextResponse.next()
  response.headers.set('Content-Security-Policy', contentPolicy(request.nextUrl.pathname))
  return response
}

/** A learner's app lives on the sandbox-server's own port, so that it never shares an origin with this site. */
function toSandboxPort(request: NextRequest, name: string): NextResponse {
  const { pathname, search } = request.nextUrl
  return NextResponse.redirect(`http://${name}:${SANDBOX.port}${pathname}${search}`, 307)
}

function toSandboxServer(request: NextRequest, host: string): NextResponse {
  const target = new URL(request.nextUrl.pathname + request.nextUrl.search, SANDBOX)
  const headers = new Headers(request.headers)
  // The sandbox-server judges the host the browser used; Next replaces Host on the way.
  headers.set('x-forwarded-host', host)
  return NextResponse.rewrite(target, { request: { headers } })
}

function refuse(): NextResponse {
  const message = 'This server does not answer for that host name.'
  return NextResponse.json({ error: { code: 'bad_host', message } }, { status: 421 })
}

/**
 * Pages are static, so their inline scripts are allowed by hash, not by nonce. Styles stay inline: Monaco and
 * Radix position by style attributes. The rendered page of a learner's app is a sandboxed srcdoc frame; it
 * inherits this policy, so the one script in it is named here too.
 */
function contentPolicy(path: string): string {
  const hashes = HASHES[path] ?? HASHES['/_not-found'] ?? []
  const hashed = [...hashes, `'${FRAME_SCRIPT_HASH}'`].join(' ')
  const scripts = DEV ? "'unsafe-inline' 'unsafe-eval'" : hashes.length === 0 ? "'unsafe-inline'" : hashed
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${DEV ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "frame-src 'self' blob: data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = { matcher: ['/((?!_next/static/|_next/image|favicon.ico).*)'] }
