import type { Place } from '@/lessons/kit/lesson'
import type { Pane } from './pane-tabs'

/** The part of the screen a place lies in. */
export const PANE_OF: Record<Place, Pane> = {
  prose: 'lesson',
  editor: 'code',
  run: 'code',
  console: 'code',
  browser: 'stage',
  address: 'stage',
  page: 'stage',
  jar: 'stage',
  server: 'stage',
  session: 'stage',
  decisions: 'stage',
  store: 'stage',
  record: 'stage',
  engine: 'stage',
  commands: 'stage',
  timeline: 'timeline',
  exchange: 'timeline',
}
