import type { IncomingMessage, ServerResponse } from 'node:http'
import { EXCHANGE_HEADER } from '../../protocol/observation'
import type { HeaderList } from '../../protocol/exchange'
import { LIMITS } from '../../protocol/limits'
import { ExchangeFailure } from '../browsers/exchange-failure'
import { endToEnd } from '../browsers/wire/hop-by-hop'
import type { StreamedResponse } from '../browsers/wire/wire-message'
import { clientOf, explained, reach } from '../workspaces/app-transport'
import type { TabExchange } from '../workspaces/real-tab'
import type { Registry } from '../workspaces/registry'
import type { Workspace } from '../workspaces/workspace'
import { readStart } from './body-start'
import { failurePage } from './failure-page'
import { writerOf } from './last-byte'

/** How long a body may keep the request waiting so that the trace can show it. */
const BODY_MS = 250

/** `http://<workspace>.localhost`: passes requests of real tabs and curl on to the app, and tells the trace. */
export function gateway(registry: Registry) {
  return (id: string, request: IncomingMessage, response: ServerResponse): void => {
    const workspace = registry.byHost(id)
    const url = addressOf(request)
    if (!workspace || !url) {
      failurePage(response, workspace ? 400 : 404, 'There is no workspace at this address.')
      return
    }
    const headers = endToEnd(headersOf(request)).filter(([name]) => name.toLowerCase() !== EXCHANGE_HEADER)
    const exchange = workspace.tab.begin({ method: request.method ?? 'GET', url, headers })
    void pass(workspace, exchange, { url, headers }, request, response)
  }
}

async function pass(
  workspace: Workspace,
  exchange: TabExchange,
  { url, headers }: { url: URL; headers: HeaderList },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  let answer: StreamedResponse | null = null
  try {
    const instance = await reach(workspace.app)
    const seen = hasBody(request) ? await readStart(request, LIMITS.response.keptBodyBytes, BODY_MS) : null
    if (gone.signal.aborted) throw new ExchangeFailure('aborted')
    exchange.sending(instance.instance, seen ?? { text: null })
    const tag: [string, string] = [EXCHANGE_HEADER, exchange.tag]
    const message = {
      method: request.method ?? 'GET',
      target: url.pathname + url.search,
      headers: [...bodyFraming(request), ...headers, tag],
    }
    answer = await clientOf(instance)
      .stream(message, seen?.body ?? request, gone.signal)
      .catch(async (error: unknown) => {
        throw await explained(error, instance, workspace.app)
      })
    await relay(answer, exchange, response)
    await exchange.finish(null)
  } catch (error) {
    const failure =
      error instanceof ExchangeFailure ? error : new ExchangeFailure('aborted', undefined, { cause: error })
    if (!response.headersSent) failurePage(response, 502, failure.message)
    else response.destroy()
    answer?.body.destroy()
    await exchange.finish(failure)
  }
}

/** Resolves when the whole answer passed by; rejects when it broke off on either side. */
function relay(answer: StreamedResponse, exchange: TabExchange, response: ServerResponse): Promise<void> {
  exchange.answered(answer)
  const { status, statusText, headers, body } = answer
  response.writeHead(status, statusText, endToEnd(headers).flat())
  const write = writerOf(response, headers)
  return new Promise((resolve, reject) => {
    let whole = false
    const broke = (): void => {
      if (!whole) reject(new ExchangeFailure('aborted'))
    }
    body.on('data', (chunk: Buffer) => {
      exchange.passed(chunk)
      if (!write(chunk)) body.pause()
    })
    response.on('drain', () => body.resume())
    body.once('end', () => {
      whole = true
      response.end()
      resolve()
    })
    body.once('error', broke)
    body.once('close', broke)
    response.once('close', () => {
      body.destroy()
      broke()
    })
  })
}

/** RFC 9112 6.3: a request has a body when one of these says so. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Node has taken chunks apart; the request on to the app is framed as it came. */
function bodyFraming(request: IncomingMessage): HeaderList {
  return request.headers['transfer-encoding'] === undefined ? [] : [['Transfer-Encoding', 'chunked']]
}

function headersOf(request: IncomingMessage): HeaderList {
  const headers: HeaderList = []
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    headers.push([request.rawHeaders[at] ?? '', request.rawHeaders[at + 1] ?? ''])
  }
  return headers
}

/** The address as the address bar shows it; null for a target that is none. */
function addressOf(request: IncomingMessage): URL | null {
  const target = request.url ?? ''
  const base = `http://${request.headers.host ?? ''}`
  if (!target.startsWith('/') || !URL.canParse(base + target)) return null
  return new URL(base + target)
}
