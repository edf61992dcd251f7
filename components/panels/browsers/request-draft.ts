import type { SendRequest } from '@/protocol/api'
import type { HeaderList } from '@/protocol/exchange'
import type { ExchangeView } from '@/protocol/model/views'

export type BodyKind = 'none' | 'json' | 'form' | 'text'

/** A request as it stands in the address bar and its editors. */
export interface Draft {
  method: string
  url: string
  headers: readonly { name: string; value: string }[]
  bodyKind: BodyKind
  /** What was typed for each kind, so that switching loses nothing. */
  bodies: Readonly<Record<Exclude<BodyKind, 'none'>, string>>
}

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
const TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
}

/** An empty draft for an address. */
export const draftFor = (url: string): Draft => ({
  method: 'GET',
  url,
  headers: [],
  bodyKind: 'none',
  bodies: { json: '{ "name": "Alice" }', form: 'name=Alice', text: '' },
})

/** True when requests with this method usually carry a body. */
export const carriesBody = (method: string): boolean => ['POST', 'PUT', 'PATCH'].includes(method)

/** The draft with another method; a body kind is offered when the method usually carries one. */
export function withMethod(draft: Draft, method: string): Draft {
  if (!carriesBody(method)) return { ...draft, method, bodyKind: 'none' }
  return { ...draft, method, bodyKind: draft.bodyKind === 'none' ? 'json' : draft.bodyKind }
}

/** What is wrong with the draft, in a sentence, or null. */
export function complaint(draft: Draft): string | null {
  if (draft.bodyKind !== 'json') return null
  try {
    JSON.parse(draft.bodies.json)
    return null
  } catch {
    return 'This is not JSON yet. It is sent as it stands.'
  }
}

/** The request as the control API takes it; Content-Type is added unless typed by hand. */
export function toRequest(draft: Draft): SendRequest {
  const headers: HeaderList = draft.headers
    .filter((header) => header.name.trim() !== '')
    .map((header) => [header.name.trim(), header.value])
  const { bodyKind } = draft
  const url = draft.url.trim() === '' ? '/' : draft.url.trim()
  const at = url.startsWith('/') || /^https?:\/\//i.test(url) ? url : `/${url}`
  if (bodyKind === 'none') return { method: draft.method, url: at, headers }
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type')
  const all: HeaderList = typed ? headers : [...headers, ['Content-Type', TYPES[bodyKind]]]
  return { method: draft.method, url: at, headers: all, body: draft.bodies[bodyKind] }
}

/** A request that was sent, as a draft. Its headers stay behind: most were the browser's own. */
export function draftOf({ method, path, request }: ExchangeView): Draft {
  const empty = { ...draftFor(path), method }
  const body = request?.body ?? null
  if (body === null || body === '') return empty
  const type = request?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const kind = kindOf(type)
  return { ...empty, bodyKind: kind, bodies: { ...empty.bodies, [kind]: body } }
}

function kindOf(type: string): Exclude<BodyKind, 'none'> {
  if (type.includes('json')) return 'json'
  return type.includes('urlencoded') ? 'form' : 'text'
}
