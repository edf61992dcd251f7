import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TraceModel } from '../../protocol/model/views'
import { listAttempts, type AttemptFolder } from './attempts'
import { replaceOnce } from './edit-file'
import type { Attempt, Lesson, ScenarioStep } from './lesson'
import { loadLesson } from './load-lesson'
import { patient, takesTime } from './patience'
import { gameOf, hintsFor, playLesson, tasksDone, Ticks, type Game } from './play-lesson'

export interface ContractSubject {
  slug: string
  lesson: Lesson
  /** Attempts by folder name. */
  attempts: Readonly<Record<string, Attempt>>
  /** Address of a sandbox-server. */
  origin: () => string
}

/** What every lesson must keep. */
export function lessonContract({ slug, lesson, attempts, origin }: ContractSubject): void {
  const loaded = loadLesson(slug)
  const folder = join('lessons', slug)
  const play = (steps: readonly ScenarioStep[], changes: Partial<Game> = {}): Promise<TraceModel> =>
    playLesson(steps, { ...gameOf(loaded, origin()), ...changes })
  const playWatched = async (steps: readonly ScenarioStep[], changes: Partial<Game>) => {
    const ticks = new Ticks(lesson)
    return { ticks, trace: await play(steps, { ...changes, watch: ticks.watch }) }
  }

  /** Plays, and holds what happened to what is promised. Not all of it came: a slow machine is given one more game, with patience. */
  async function playAndJudge(
    steps: readonly ScenarioStep[],
    judge: (played: { ticks: Ticks; trace: TraceModel }) => void,
    changes: Partial<Game> = {},
  ): Promise<void> {
    const played = await playWatched(steps, changes)
    try {
      judge(played)
    } catch (error) {
      if (!takesTime(steps)) throw error
      judge(await playWatched(patient(steps), changes))
    }
  }

  it('has between four and six tasks, each id once, and a prediction before one of them', () => {
    const ids = lesson.tasks.map((task) => task.id)
    expect(ids.length).toBeGreaterThanOrEqual(4)
    expect(ids.length).toBeLessThanOrEqual(6)
    expect(new Set(ids).size).toBe(ids.length)
    expect(lesson.predictions.length).toBeGreaterThan(0)
    for (const prediction of lesson.predictions) expect(ids).toContain(prediction.beforeTask)
  })

  it('is written plainly', () => {
    const prose = readFileSync(join(folder, 'lesson.mdx'), 'utf8').replace(/```[\s\S]*?```/g, '')
    const said = lesson.walkthrough.flatMap((step) => step.say ?? [])
    const texts = [prose, ...said, ...lesson.tasks.map((task) => task.text)]
    for (const text of texts) expect(text).not.toMatch(/!(?!=)|\bsimply\b|\bTODO\b/)
  })

  it('lets the starter fail', async () => {
    const trace = await play(withoutFiles(lesson.scenario), { stopsEarly: true })
    expect(tasksDone(lesson, trace)).not.toEqual(lesson.tasks.map((task) => task.id))
  })

  it('lets the solution pass, and every prediction come to its end', async () => {
    await playAndJudge(lesson.scenario, ({ ticks, trace }) => {
      expect(ticks.done, hintsFor(lesson, trace)).toEqual(lesson.tasks.map((task) => task.id))
      for (const { id, options } of lesson.predictions)
        expect(options.map((option) => option.id)).toContain(ticks.outcomes.get(id))
    })
  })

  it('has not happened before it happens', () => {
    const empty: TraceModel = { events: [], lastId: 0, exchanges: [], rows: [] }
    expect(tasksDone(lesson, empty)).toEqual([])
    for (const prediction of lesson.predictions) expect(prediction.judge(empty)).toBeNull()
  })

  it('has a walkthrough of ten to twenty-four steps that does every task', async () => {
    expect(lesson.walkthrough.length).toBeGreaterThanOrEqual(10)
    expect(lesson.walkthrough.length).toBeLessThanOrEqual(24)
    const steps = lesson.walkthrough.filter((step): step is typeof step & ScenarioStep => isTraffic(step))
    await playAndJudge(steps, ({ ticks, trace }) => {
      expect(ticks.done, hintsFor(lesson, trace)).toEqual(lesson.tasks.map((task) => task.id))
    })
  })

  it('has a walkthrough whose edits fit', () => {
    lesson.walkthrough.reduce(
      (files, step) => ('do' in step && step.do === 'edit' ? replaceOnce(files, step) : files),
      loaded.starter,
    )
  })

  const folders = listAttempts(folder)
  const attemptAt = (name: string): Attempt => {
    const attempt = attempts[name]
    if (!attempt) throw new Error(`${folder}/attempts/${name}/attempt.ts exports no attempt.`)
    return attempt
  }
  const isWrong = ({ name }: AttemptFolder) => 'hintSays' in attemptAt(name)

  it('has attempts whose hints differ', () => {
    const words = Object.values(attempts).flatMap((one) => ('hintSays' in one ? one.hintSays.source : []))
    expect(words.length).toBeGreaterThanOrEqual(4)
    expect(new Set(words).size).toBe(words.length)
  })

  it.each(folders.filter(isWrong))('answers the attempt $name with a hint of its own', async (one) => {
    await judged(one)
  })

  const right = folders.filter((one) => !isWrong(one))
  if (right.length > 0)
    it.each(right)('lets the attempt $name pass', async (one) => {
      await judged(one)
    })

  /** Plays an attempt, and holds its task and its predictions to what it says of them. */
  async function judged({ name, files }: AttemptFolder): Promise<void> {
    const attempt = attemptAt(name)
    const judge = ({ ticks, trace }: { ticks: Ticks; trace: TraceModel }): void => {
      const result = lesson.tasks.find((task) => task.id === attempt.task)?.check(trace)
      if ('hintSays' in attempt) {
        expect(result?.done).toBe(false)
        expect(result?.hint).toMatch(attempt.hintSays)
        expect(result?.hint).not.toContain('!')
      } else expect(ticks.done, hintsFor(lesson, trace)).toContain(attempt.task)
      for (const [id, option] of Object.entries(attempt.outcomes ?? {})) {
        expect(lesson.predictions.map((prediction) => prediction.id)).toContain(id)
        expect(ticks.outcomes.get(id) ?? null, `What ${id} says`).toBe(option)
      }
    }
    const solution = { ...loaded.solution, ...files }
    await playAndJudge(attempt.scenario ?? lesson.scenario, judge, { solution })
  }
}

/** The traffic alone, on whatever files the workspace began with. */
const withoutFiles = (steps: readonly ScenarioStep[]) =>
  steps.filter((step) => step.do !== 'files' && step.do !== 'edit')

const isTraffic = (step: Lesson['walkthrough'][number]) => 'do' in step && step.do !== 'look'
