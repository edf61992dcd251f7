import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { ERRORS, type ErrorCode } from '../../protocol/errors'
import { LIMITS } from '../../protocol/limits'
import { errorBody } from './error-reply'
import { addressee } from './host-name'

export type Listener = (request: IncomingMessage, response: ServerResponse) => void

export interface FrontOptions {
  api: Listener
  /** A request for a workspace's own host name. */
  gateway: (workspace: string, request: IncomingMessage, response: ServerResponse) => void
  extraHosts: readonly string[]
}

/** The one port: the control API on loopback names, each learner's app on its workspace's name. */
export function frontServer(options: FrontOptions): Server {
  const server = createServer({
    maxHeaderSize: LIMITS.api.headerBytes,
    headersTimeout: LIMITS.api.slowClientMs,
    requestTimeout: LIMITS.api.slowClientMs * 2,
    // Longer than Next keeps its connections, so that it is never we who close one just being used.
    keepAliveTimeout: 75_000,
    connectionsCheckingInterval: 5000,
    insecureHTTPParser: false,
    requireHostHeader: false,
  })
  server.on('request', (request, response) => {
    route(options, request, response)
  })
  server.on('clientError', refuseMalformed)
  server.on('connect', (_request, socket) => {
    refuse(socket, 405, ERRORS.method_not_allowed[1])
  })
  return server
}

/** Resolves with the port once the server answers; rejects with a sentence when it cannot. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const used = error.code === 'EADDRINUSE'
      const message = used
        ? `Port ${String(port)} on ${host} is in use.`
        : `Cannot listen on ${host}:${String(port)}.`
      reject(new Error(message, { cause: error }))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function route(options: FrontOptions, request: IncomingMessage, response: ServerResponse): void {
  response.on('error', () => undefined)
  const to = addressee(request.headers.host, options.extraHosts)
  if (request.headers.upgrade?.toLowerCase() === 'websocket')
    sendError(response, 'bad_request', 'The lab does not carry WebSockets.')
  else if (to.type === 'workspace') options.gateway(to.id, request, response)
  else if (to.type === 'nobody') sendError(response, 'bad_host')
  else if (isReadable(request.url)) options.api(request, response)
  else sendError(response, 'bad_request')
}

/** Origin form, and percent signs that decode: everything else would only make a router stumble. */
function isReadable(url: string | undefined): boolean {
  if (!url?.startsWith('/')) return false
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

function sendError(response: ServerResponse, code: ErrorCode, details?: string): void {
  response.writeHead(ERRORS[code][0], { 'Content-Type': 'application/json', Connection: 'close' })
  response.end(errorBody(code, details))
}

/** What Node's parser refuses never reaches a handler; the answer has the same shape all the same. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'headers_too_large' : 'bad_request'
  refuse(socket, ERRORS[code][0], ERRORS[code][1], errorBody(code))
}

function refuse(
  socket: Duplex,
  status: number,
  message: string,
  body = JSON.stringify({ error: { code: 'bad_request', message } }),
): void {
  socket.on('error', () => undefined)
  const length = String(Buffer.byteLength(body))
  socket.end(
    `HTTP/1.1 ${String(status)} Refused\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
  )
}
