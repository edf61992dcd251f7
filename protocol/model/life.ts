import { duration } from '../duration'
import type { TraceEvent, TraceEventOf } from '../trace-event'
import { editLife, engineLife } from './engine-life'
import { milliseconds } from './steps'
import type { LifeView } from './views'

type Draft = Pick<LifeView, 'kind' | 'text' | 'detail' | 'tone' | 'sid'>

/** The row an event makes between exchanges, or null. */
export function lifeOf(event: TraceEvent): LifeView | null {
  const draft = draftOf(event)
  return draft && { firstEventId: event.id, eventId: event.id, at: event.at, ...draft }
}

/** A run's row after it became ready or failed; null when the event is not of a run. */
export function endRun(row: LifeView, event: TraceEvent): LifeView | null {
  if (event.type === 'run.ready') {
    const instances = event.instances > 1 ? `${String(event.instances)} instances ` : ''
    return {
      ...row,
      eventId: event.id,
      detail: `${instances}ready in ${milliseconds(event.startMs)}`,
      tone: 'good',
    }
  }
  if (event.type === 'run.failed')
    return { ...row, eventId: event.id, detail: event.fault.message, tone: 'bad' }
  return null
}

const row = (
  kind: Draft['kind'],
  text: string,
  detail: string | null = null,
  tone: Draft['tone'] = 'plain',
): Draft => ({
  kind,
  text,
  detail,
  tone,
})

function draftOf(event: TraceEvent): Draft | null {
  switch (event.type) {
    case 'run.started':
      return row('run', { run: 'Run', restart: 'Restart', wake: 'Woken by a request' }[event.reason])
    case 'app.ended':
      return event.reason === 'replaced' ? null : ended(event)
    case 'clock.advanced':
      return row('clock', `Clock +${duration(event.byMs)}`)
    case 'settings.changed':
      return row('settings', 'Settings', settingsText(event))
    case 'browser.added':
      return event.real ? row('browser', 'A real tab came in') : null
    case 'jar.changed':
      return event.reason === 'cleared' ? row('jar', 'Jar emptied', event.browser) : null
    case 'engine.changed':
      return engineLife(event)
    case 'record.edited':
      return editLife(event)
    case 'stores.emptied':
      return row('record', 'Stores emptied', 'by hand: no records and no session tables')
    case 'trace.truncated':
      return row('truncated', 'Older events dropped', `${String(event.dropped)} so far`, 'quiet')
    default:
      return null
  }
}

function ended(event: TraceEventOf<'app.ended'>): Draft {
  const who = event.left > 0 && event.instance !== null ? `Instance ${String(event.instance)} ` : 'App '
  const detail = event.fault?.hint ?? event.fault?.message ?? null
  switch (event.reason) {
    case 'stop':
      return row('ended', `${who}stopped`, detail)
    case 'crash':
      return row('ended', `${who}killed`, 'kill -9: no goodbye, memory gone', 'bad')
    case 'idle':
      return row('ended', `${who}asleep`, 'idle; the next request starts it', 'quiet')
    case 'server-restart':
      return row('ended', `${who}asleep`, 'the lab restarted; the next request starts it', 'quiet')
    default:
      return row('ended', `${who}crashed`, detail, 'bad')
  }
}

function settingsText({ settings }: TraceEventOf<'settings.changed'>): string {
  const parts = [settings.instances === 1 ? '1 instance' : `${String(settings.instances)} instances`]
  if (settings.https) parts.push('https in front')
  if (settings.storeLatencyMs > 0) parts.push(`store +${String(settings.storeLatencyMs)} ms`)
  return parts.join(', ')
}
