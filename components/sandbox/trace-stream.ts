import './without-eval'
import { TraceEvent } from '@/protocol/trace-event'
import { backoff } from './backoff'

interface Listener {
  /** New events, in order. Some may be known already. */
  events: (events: TraceEvent[]) => void
  connection: (state: 'live' | 'offline') => void
  /** The stream broke and will be tried again. */
  broken: () => void
}

export interface TraceStream {
  /** Connects anew at once, and tells how that went. */
  again: () => void
  end: () => void
}

/** Events that arrive together are folded together; shorter than a frame, so nothing is seen late. */
const BATCH_MS = 8
/** A connection that comes back within this time was never lost for the eye. */
const GRACE_MS = 1500

/** Follows a workspace's trace for ever, also over restarts of the server. */
export function followTrace(workspaceId: string, listener: Listener): TraceStream {
  let source: EventSource | null = null
  let pending: TraceEvent[] = []
  let flushTimer: ReturnType<typeof setTimeout> | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let graceTimer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let lastId = 0

  const flush = () => {
    flushTimer = undefined
    const events = pending
    pending = []
    if (events.length > 0) listener.events(events)
  }
  const receive = (message: MessageEvent<unknown>) => {
    const event = parseEvent(message.data)
    if (!event) return
    lastId = Math.max(lastId, event.id)
    pending.push(event)
    flushTimer ??= setTimeout(flush, BATCH_MS)
  }
  const opened = () => {
    attempt = 0
    clearTimeout(graceTimer)
    graceTimer = undefined
    listener.connection('live')
  }
  const broken = () => {
    graceTimer ??= setTimeout(() => listener.connection('offline'), GRACE_MS)
    // A closed source never comes back by itself: the server answered with an error, or not at all.
    source?.close()
    clearTimeout(retryTimer)
    retryTimer = setTimeout(connect, backoff(attempt))
    attempt += 1
    listener.broken()
  }
  const connect = () => {
    const resume = lastId > 0 ? `?after=${String(lastId)}` : ''
    source = new EventSource(`/api/workspaces/${encodeURIComponent(workspaceId)}/trace${resume}`)
    source.onopen = opened
    source.onmessage = receive
    source.onerror = broken
  }
  const again = () => {
    clearTimeout(retryTimer)
    source?.close()
    connect()
  }

  connect()
  window.addEventListener('online', again)
  const end = () => {
    window.removeEventListener('online', again)
    for (const timer of [flushTimer, retryTimer, graceTimer]) clearTimeout(timer)
    source?.close()
  }
  return { again, end }
}

function parseEvent(data: unknown): TraceEvent | null {
  if (typeof data !== 'string') return null
  try {
    const result = TraceEvent.safeParse(JSON.parse(data))
    return result.success ? result.data : null
  } catch {
    return null
  }
}
