import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineKind } from '../protocol/engine'
import type { TraceModel } from '../protocol/model/views'
import { listLessons, loadLesson } from './kit/load-lesson'
import type { ScenarioStep } from './kit/lesson'
import { gameOf, hintsFor, playLesson, Ticks } from './kit/play-lesson'
import { startServer, type RunningServer } from './kit/start-server'
import { lessonModule } from './lesson-module'

/** A machine that has none of the servers of the course. MongoDB has no stand-in, and no task needs it. */
const NOTHING_INSTALLED = {
  CRUMBTRAIL_REDIS: 'stand-in',
  CRUMBTRAIL_MEMCACHED: 'stand-in',
  CRUMBTRAIL_POSTGRES: 'stand-in',
}

const SERVERS: Readonly<Record<string, readonly EngineKind[]>> = {
  '05-redis': ['redis'],
  '06-memcached': ['memcached'],
  '07-database': ['postgres'],
  '08-choosing': ['redis', 'postgres'],
}

let server: RunningServer | null = null
beforeAll(async () => {
  server = await startServer(NOTHING_INSTALLED)
})
afterAll(async () => {
  await server?.stop()
})

describe('where nothing is installed', () => {
  it.each(Object.entries(SERVERS))('%s can be done to the end, and says what serves', async (slug, kinds) => {
    const lesson = await lessonModule(slug)
    const ticks = new Ticks(lesson)
    const game = { ...gameOf(loadLesson(slug), server?.origin ?? ''), watch: ticks.watch }
    const trace = await playLesson([...started(kinds), ...lesson.scenario], game)
    expect(ticks.done, hintsFor(lesson, trace)).toEqual(lesson.tasks.map(({ id }) => id))
    expect(ticks.outcomes.size).toBe(lesson.predictions.length)
    expect(standInsIn(trace).toSorted()).toEqual([...kinds].toSorted())
  })

  it('every other lesson needs no server', () => {
    for (const { slug } of listLessons().filter(({ slug }) => !(slug in SERVERS)))
      expect(JSON.stringify(loadLesson(slug)), slug).not.toMatch(/localhost:(6379|11211|5432|27017)/)
  })
})

/** PostgreSQL’s stand-in takes its time to start, more than a request has where the machine is slow and busy. */
const started = (kinds: readonly EngineKind[]): ScenarioStep[] =>
  kinds.includes('postgres') ? [{ do: 'engine', kind: 'postgres', action: 'start' }] : []

/** The kinds of servers that served, all of which must say that they are not the real ones. */
function standInsIn(trace: TraceModel): EngineKind[] {
  const sources = trace.events
    .filter((event) => event.type === 'engine.changed')
    .map(({ engine }) => engine.source)
  for (const { from, name, hint } of sources) {
    expect(from).toBe('stand-in')
    expect(name).toContain('Stand-in')
    expect(hint).not.toBeNull()
  }
  return [...new Set(sources.map(({ kind }) => kind))]
}
