import type { Request, Response } from 'express'
import { LIMITS } from '../../protocol/limits'
import type { Line } from '../tracing/recorder'

/** What a stream reads from: a trace that grows. */
export interface LineSource {
  after(id: number): readonly Line[]
  /** Called when there may be new lines; returns the way to stop. */
  onLines(listener: () => void): () => void
  /** Called when there will never be another line; returns the way to stop. */
  onGone(listener: () => void): () => void
}

const HEARTBEAT_MS = 15_000
const WRITE_BYTES = 256 * 1024

/**
 * Sends a trace as server-sent events. A client takes lines from the trace at its own pace, so nothing is buffered
 * for it beyond one write; one that takes nothing for too long is cut and resumes by Last-Event-ID.
 */
export function streamEvents(source: LineSource, request: Request, response: Response): void {
  const client = new StreamClient(source, response, lastSeen(request))
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // no-transform: without it Next compresses, and compression holds events back.
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  })
  response.write('retry: 500\n\n')
  const stopListening = source.onLines(() => {
    client.push()
  })
  const stopWaiting = source.onGone(() => response.end())
  const heartbeat = setInterval(() => {
    client.beat()
  }, HEARTBEAT_MS)
  response.on('drain', () => {
    client.drained()
  })
  response.on('close', () => {
    stopListening()
    stopWaiting()
    clearInterval(heartbeat)
  })
  client.push()
}

class StreamClient {
  #waitingSince: number | null = null

  constructor(
    private readonly source: LineSource,
    private readonly response: Response,
    private lastId: number,
  ) {}

  push(): void {
    while (this.#waitingSince === null) {
      const lines = this.source.after(this.lastId)
      const piece = this.#take(lines)
      if (piece === '') return
      if (!this.response.write(piece)) this.#waitingSince = Date.now()
    }
  }

  beat(): void {
    if (this.#waitingSince === null) this.response.write(': beat\n\n')
    else if (Date.now() - this.#waitingSince > LIMITS.api.slowClientMs) this.response.destroy()
  }

  drained(): void {
    this.#waitingSince = null
    this.push()
  }

  #take(lines: readonly Line[]): string {
    let piece = ''
    for (const { id, json } of lines) {
      if (piece.length > WRITE_BYTES) break
      piece += `id: ${String(id)}\ndata: ${json}\n\n`
      this.lastId = id
    }
    return piece
  }
}

/** Last-Event-ID (a browser that reconnects) or ?after= (a client that knows where it stands). */
function lastSeen(request: Request): number {
  const given = request.headers['last-event-id'] ?? request.query.after
  const id = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : 0
  return id
}
