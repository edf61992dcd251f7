import * as z from 'zod'
import type { SendRequest } from '@/protocol/api'

/** What the script in a page's frame may say. The learner's page can forge it, so it is parsed and bounded. */
export const FrameMessage = z.discriminatedUnion('type', [
  z.object({ from: z.literal('crumbtrail-page'), type: z.literal('link'), href: z.string().min(1).max(4000) }),
  z.object({
    from: z.literal('crumbtrail-page'),
    type: z.literal('form'),
    action: z.string().max(4000),
    method: z.string().max(16),
    fields: z.array(z.tuple([z.string().max(400), z.string().max(20_000)])).max(200),
  }),
  z.object({
    from: z.literal('crumbtrail-page'),
    type: z.literal('height'),
    height: z.number().min(0).max(1e6),
  }),
])
export type FrameMessage = z.infer<typeof FrameMessage>

/** The request a link or form asks for, resolved against the page's address; null when a browser would send none. */
export function requestOf(message: FrameMessage, pageUrl: string): SendRequest | null {
  if (message.type === 'height') return null
  const target = resolve(message.type === 'link' ? message.href : message.action, pageUrl)
  if (!target) return null
  const { origin } = new URL(pageUrl)
  if (message.type === 'link') {
    return { method: 'GET', url: target.href, initiator: { type: 'navigate', origin } }
  }
  const fields = new URLSearchParams(message.fields).toString()
  const initiator = { type: 'form', origin } as const
  if (message.method.toLowerCase() !== 'post') {
    target.search = fields
    return { method: 'GET', url: target.href, initiator }
  }
  const headers: [string, string][] = [['Content-Type', 'application/x-www-form-urlencoded']]
  return { method: 'POST', url: target.href, headers, body: fields, initiator }
}

function resolve(address: string, base: string): URL | null {
  try {
    const url = new URL(address, base)
    url.hash = ''
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch {
    return null
  }
}
