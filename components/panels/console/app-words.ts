import type { AppMoment } from '@/protocol/model/views'

interface Words {
  text: string
  tone: 'good' | 'bad' | 'quiet'
}

/** The app's state in a few words, beside the console. */
export function appWords({ state, startMs }: AppMoment): Words {
  switch (state) {
    case 'ready':
      return {
        text: startMs === null ? 'Running' : `Running, ready in ${String(Math.round(startMs))} ms`,
        tone: 'good',
      }
    case 'starting':
      return { text: 'Starting', tone: 'quiet' }
    case 'failed':
      return { text: 'Could not start', tone: 'bad' }
    case 'crashed':
      return { text: 'Crashed', tone: 'bad' }
    case 'stopped':
      return { text: 'Stopped', tone: 'quiet' }
    case 'asleep':
      return { text: 'Asleep until the next request', tone: 'quiet' }
    case 'idle':
      return { text: 'Not started yet', tone: 'quiet' }
  }
}
