import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http'
import { LIMITS } from '../../../protocol/limits'
import { ExchangeFailure } from '../exchange-failure'
import type { AppAgent } from './app-agent'
import { endToEnd } from './hop-by-hop'
import { wireFailure } from './wire-failure'
import type { HeaderList } from '../../../protocol/exchange'
import type { WireHead, WireRequest } from './wire-message'

export interface Opened {
  request: ClientRequest
  /** Resolves with the head of the final answer; 1xx answers are passed over. */
  response: Promise<IncomingMessage>
  /** Ends it at once, even while no connection has come about (Node alone would wait for one). */
  fail: (failure: ExchangeFailure) => void
}

/** Starts a request over the agent. The caller writes the body and ends it. */
export function openRequest(
  agent: AppAgent,
  { method, target, headers }: WireRequest,
  length: number | null,
): Opened {
  const request = httpRequest({
    agent,
    method,
    path: target,
    setHost: false,
    headers: toFlat(framed(endToEnd(headers), method, length)),
    maxHeaderSize: LIMITS.response.headerBytes,
    insecureHTTPParser: false,
  })
  // Bytes bound the headers, not their number: none is dropped silently.
  request.maxHeadersCount = 0
  let fail: Opened['fail'] = () => undefined
  let answered = false
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', (message) => {
      answered = true
      resolve(message)
    })
    fail = (failure) => {
      reject(failure)
      request.destroy(failure)
    }
    request.on('error', (error) => {
      reject(wireFailure(error))
    })
    request.on('upgrade', (_response, socket) => {
      socket.destroy()
      reject(new ExchangeFailure('bad_response'))
    })
    request.on('close', () => {
      if (!answered) reject(new ExchangeFailure('aborted'))
    })
  })
  return { request, response, fail }
}

/**
 * How the body is framed must never be left to Node: for GET and DELETE it would write one without any frame.
 * Null length: unknown, so the body goes in chunks unless the headers say how long it is.
 */
function framed(headers: HeaderList, method: string, length: number | null): HeaderList {
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-length')
  if (length === null)
    return others.length < headers.length ? headers : [...headers, ['Transfer-Encoding', 'chunked']]
  if (length === 0 && !['POST', 'PUT', 'PATCH'].includes(method)) return others
  return [...others, ['Content-Length', String(length)]]
}

const toFlat = (headers: HeaderList): string[] => headers.flat()

/** Status line and headers as they stood on the wire. */
export function headOf(message: IncomingMessage): WireHead {
  const headers: HeaderList = []
  for (let at = 0; at + 1 < message.rawHeaders.length; at += 2) {
    headers.push([message.rawHeaders[at] ?? '', message.rawHeaders[at + 1] ?? ''])
  }
  return { status: message.statusCode ?? 0, statusText: message.statusMessage ?? '', headers }
}
