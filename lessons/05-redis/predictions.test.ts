import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replaceOnce } from '../kit/edit-file'
import type { ScenarioStep } from '../kit/lesson'
import { halfAnHour } from '../kit/option-steps'
import { loadLesson } from '../kit/load-lesson'
import { gameOf, playLesson } from '../kit/play-lesson'
import { startServer, type RunningServer } from '../kit/start-server'
import { predictions } from './predictions'

let server: RunningServer | null = null
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server?.stop()
})

const ask = (url: string): ScenarioStep => ({ do: 'request', browser: 'alice', request: { url } })

/** What came true of the two clocks, with these options added to the solution’s. */
async function outcome(options: string, steps: readonly ScenarioStep[]) {
  const game = gameOf(loadLesson('05-redis'), server?.origin ?? '')
  const find = '    resave: false,\n'
  const starter = replaceOnce(game.solution, { file: 'app.js', find, replace: `${find}${options}` })
  const trace = await playLesson([{ do: 'run' }, ...steps], { ...game, starter })
  return predictions.find(({ id }) => id === 'which-clock')?.judge(trace)
}

describe('which of the two clocks is wound up', () => {
  it('is not told by a visit that changes the basket', async () => {
    expect(await outcome('', [ask('/add/tea'), halfAnHour, ask('/add/milk')])).toBeNull()
  })

  it('is the record’s, and a later change of the basket does not alter that', async () => {
    const steps = [ask('/add/tea'), halfAnHour, ask('/basket'), ask('/add/milk')]
    expect(await outcome('', steps)).toMatchObject({ option: 'record' })
  })

  it('is both with rolling, and rolling is named', async () => {
    const steps = [ask('/add/tea'), halfAnHour, ask('/basket')]
    const told = await outcome('    rolling: true,\n', steps)
    expect(told?.option).toBe('both')
    expect(told?.because).toContain('rolling is on')
  })
})
