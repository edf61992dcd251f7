import { ENGINE_NAMES, STORE_NAMES } from '../engine-name'
import type { TraceEventOf } from '../trace-event'
import type { LifeView } from './views'

type Draft = Pick<LifeView, 'kind' | 'text' | 'detail' | 'tone' | 'sid'>

/** The row of a change of an engine that a learner caused or would notice; null for logins and first uses. */
export function engineLife({ engine, reason }: TraceEventOf<'engine.changed'>): Draft | null {
  const row = (happened: string, detail: string | null, tone: Draft['tone']): Draft => ({
    kind: 'engine',
    text: `${ENGINE_NAMES[engine.source.kind]} ${happened}`,
    detail,
    tone,
  })
  switch (reason) {
    case 'stopped':
      return row('stopped', 'connections are refused', 'attention')
    case 'started':
      return row('started', null, 'good')
    case 'died':
      return row('died', engine.fault, 'bad')
    case 'failed':
      return row('failed', engine.fault, 'bad')
    case 'idle':
      return row('asleep', 'unused; the next connection starts it', 'quiet')
    case 'latency':
      return engine.latencyMs > 0
        ? row('slow', `every answer ${String(engine.latencyMs)} ms later`, 'attention')
        : row('quick again', null, 'plain')
    default:
      return null
  }
}

/** The row of a record changed by hand. */
export function editLife({ kind, sid, action }: TraceEventOf<'record.edited'>): Draft {
  const what = kind === 'cookie' ? 'Cookie' : 'Record'
  const text = `${what} ${action === 'edited' ? 'edited' : 'deleted'}`
  return kind === 'cookie'
    ? { kind: 'record', text, detail: sid, tone: 'plain' }
    : { kind: 'record', text, detail: `by hand, in ${STORE_NAMES[kind]}`, tone: 'plain', sid }
}
