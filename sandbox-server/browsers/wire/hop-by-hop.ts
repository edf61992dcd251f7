import type { HeaderList } from '../../../protocol/exchange'

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])

/** RFC 9110 7.6.1: headers that concern one connection, not the message. */
export function isHopByHop(name: string): boolean {
  return HOP_BY_HOP.has(name.toLowerCase())
}

/** The headers that travel on, those named by Connection left out too. */
export function endToEnd(headers: HeaderList): HeaderList {
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((each) => each.trim().toLowerCase()))
  return headers.filter(([name]) => !isHopByHop(name) && !named.includes(name.toLowerCase()))
}
