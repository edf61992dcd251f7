import type { AppMoment } from '@/protocol/model/views'
import { shortDuration } from '@/components/ui/time-words'

export interface AppWords {
  /** A word or two for the title row. */
  state: string
  /** What happened and what to do, when the state calls for it. */
  sentence: string | null
  tone: 'good' | 'attention' | 'bad' | 'quiet'
}

/** The app's state in words. */
export function appWords(app: AppMoment): AppWords {
  switch (app.state) {
    case 'idle':
      return { state: 'not started', sentence: null, tone: 'quiet' }
    case 'starting':
      return { state: 'starting', sentence: null, tone: 'attention' }
    case 'ready':
      if (app.instances < app.began) return partWords(app)
      return { state: readyWords(app), sentence: null, tone: 'good' }
    case 'failed':
      return { state: 'could not start', sentence: null, tone: 'bad' }
    case 'stopped':
      return {
        state: 'stopped',
        sentence: 'The process ended politely. What it kept in memory is gone.',
        tone: 'quiet',
      }
    case 'crashed':
      return {
        state: 'crashed',
        sentence: 'The process ended without a goodbye. What it kept in memory is gone.',
        tone: 'bad',
      }
    case 'asleep':
      return {
        state: 'asleep',
        sentence: 'The lab ended the idle process. The next request starts it again, with an empty memory.',
        tone: 'quiet',
      }
  }
}

const partWords = ({ instances, began }: AppMoment): AppWords => ({
  state: `${String(instances)} of ${String(began)} instances up`,
  sentence: 'An instance ended, and what it kept in memory is gone. Restart brings all of them back.',
  tone: 'attention',
})

function readyWords({ startMs, instances }: AppMoment): string {
  const many = instances > 1 ? `${String(instances)} instances ` : ''
  return startMs === null ? `${many}ready` : `${many}ready in ${shortDuration(startMs)}`
}

/** True when a process runs or is about to. */
export const isUp = (app: AppMoment): boolean => app.state === 'ready' || app.state === 'starting'
