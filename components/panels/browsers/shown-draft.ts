import type { ExchangeView } from '@/protocol/model/views'
import { draftFor, draftOf, toRequest, type Draft } from './request-draft'

/** What somebody typed in a browser's address bar. */
export interface Typed {
  draft: Draft
  /** null: not sent yet. Else how many requests the trace held when it was sent. */
  sentAt: number | null
}

interface Seen {
  exchanges: readonly ExchangeView[]
  browser: string
  /** The browser's exchange at the cursor. */
  shown: ExchangeView | null
  firstUrl: string
}

/**
 * What the address bar holds: what is being typed; after it was sent, the same with its headers for as long as the
 * page is its answer; else the request of the page, as in any browser.
 */
export function shownDraft(typed: Typed | undefined, { exchanges, browser, shown, firstUrl }: Seen): Draft {
  if (typed && isStill(typed, { exchanges, browser, shown })) return typed.draft
  return shown ? draftOf(shown) : draftFor(firstUrl)
}

function isStill({ draft, sentAt }: Typed, { exchanges, browser, shown }: Omit<Seen, 'firstUrl'>): boolean {
  if (sentAt === null || shown === null) return true
  const isUnderWay = !exchanges.slice(sentAt).some((view) => view.browser === browser)
  return isUnderWay || asks(draft, firstOf(shown, exchanges))
}

/** Where a chain of redirects began. */
function firstOf(view: ExchangeView, exchanges: readonly ExchangeView[]): ExchangeView {
  const cause = exchanges.find((one) => one.id === view.redirectOf)
  return cause ? firstOf(cause, exchanges) : view
}

function asks(draft: Draft, { method, url }: ExchangeView): boolean {
  return draft.method === method && addressOf(toRequest(draft).url, url) === addressOf(url, url)
}

/** Whole, as a browser asks for it: without what stands after #. Null when it is no address. */
function addressOf(typed: string, base: string): string | null {
  if (!URL.canParse(typed, base)) return null
  const address = new URL(typed, base)
  address.hash = ''
  return address.href
}
