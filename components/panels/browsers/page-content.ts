import type { ExchangeResponse } from '@/protocol/exchange'
import { isPlainText } from './frame-document'

/** How a response's body is shown. */
export type PageContent =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  | { kind: 'json'; value: unknown }
  | { kind: 'html'; html: string }
  | { kind: 'binary'; type: string; length: number }

/** Decides by Content-Type and content; HTML without markup is the text it is. */
export function pageContent(response: ExchangeResponse): PageContent {
  const type = header(response, 'content-type') ?? ''
  const { text, length } = response.body
  if (text === undefined) return length === 0 ? { kind: 'empty' } : { kind: 'binary', type, length }
  if (text === '') return { kind: 'empty' }
  if (/\bjson\b/i.test(type)) return json(text)
  if (/\bhtml\b/i.test(type) && !isPlainText(text)) return { kind: 'html', html: text }
  return { kind: 'text', text }
}

function json(text: string): PageContent {
  try {
    const value: unknown = JSON.parse(text)
    return { kind: 'json', value }
  } catch {
    return { kind: 'text', text }
  }
}

/** The first header of that name. */
export const header = (response: ExchangeResponse, wanted: string): string | undefined =>
  response.headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
