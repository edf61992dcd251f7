import { describe, expect, it } from 'vitest'
import { extendTrace } from '@/protocol/model/build'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import type { TraceEvent } from '@/protocol/trace-event'
import { draftFor } from './request-draft'
import { shownDraft, type Typed } from './shown-draft'

/** Requests, each `browser METHOD path`; one after an arrow is where the one before was redirected to. */
function exchangesOf(...requests: string[]) {
  const events = requests.map((line, index): TraceEvent => {
    const [browser = '', method = '', path = ''] = line.replace('-> ', '').split(' ')
    return {
      id: index + 1,
      at: index,
      type: 'exchange.started',
      exchange: `x${String(index)}`,
      browser,
      method,
      url: `http://localhost:3000${path}`,
      initiator: null,
      redirectOf: line.startsWith('-> ') ? `x${String(index - 1)}` : null,
    }
  })
  return extendTrace(EMPTY_TRACE, events).exchanges
}

function bar(typed: Typed | undefined, ...requests: string[]): string {
  const exchanges = exchangesOf(...requests)
  const shown = exchanges.findLast((view) => view.browser === 'alice') ?? null
  const { method, url } = shownDraft(typed, { exchanges, browser: 'alice', shown, firstUrl: '/first' })
  return `${method} ${url}`
}

const typed = (url: string, sentAt: number | null = null): Typed => ({ draft: draftFor(url), sentAt })

describe('shownDraft', () => {
  it('begins with the lesson’s first address', () => {
    expect(bar(undefined)).toBe('GET /first')
  })

  it('follows the browser’s own requests, to where a redirect led', () => {
    expect(bar(undefined, 'alice GET /peek?n=1', 'bob GET /')).toBe('GET /peek?n=1')
    expect(bar(undefined, 'alice POST /login', '-> alice GET /home')).toBe('GET /home')
  })

  it('keeps what is being typed', () => {
    expect(bar(typed('/mine'), 'alice GET /')).toBe('GET /mine')
  })

  it('keeps what was sent until it has arrived and while the page is its answer', () => {
    expect(bar(typed('/mine', 1), 'alice GET /')).toBe('GET /mine')
    expect(bar(typed('mine', 1), 'alice GET /', 'alice GET /mine')).toBe('GET mine')
    expect(bar(typed('/mine', 0), 'alice GET /mine', '-> alice GET /home')).toBe('GET /mine')
  })

  it('lets go of it when another request comes', () => {
    expect(bar(typed('/mine', 0), 'alice GET /mine', 'alice GET /link')).toBe('GET /link')
  })
})
