import { afterEach, describe, expect, it, vi } from 'vitest'
import { readProgress } from '@/components/hooks/lesson-progress'
import { readCopy } from '@/components/sandbox/draft'
import { createLab } from '@/components/sandbox/lab-store'
import type { OptionSet, OptionValue } from '@/lessons/kit/store-option'
import { DEFAULT_SETTINGS } from '@/protocol/default-settings'
import { extendTrace } from '@/protocol/model/build'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import type { TraceEvent } from '@/protocol/trace-event'
import type { Files, Workspace } from '@/protocol/workspace'
import { createTrials } from './trials'

const SOLUTION = { files: { 'app.js': 'solution {\n}\n' }, entry: 'app.js' }
const OWN: Files = { 'app.js': 'mine {\n}\n' }

const value = (change: Partial<OptionValue> = {}): OptionValue => ({
  text: 'ttl: 60',
  edits: [{ file: 'app.js', find: '{\n', replace: '{\n  ttl: 60,\n' }],
  scenario: [{ do: 'request', browser: 'alice', request: { url: '/' } }],
  see: 'Look.',
  check: () => ({ seen: true, what: 'It was seen.', at: 1 }),
  ...change,
})
const WORKSPACE: Workspace = {
  id: 'w'.repeat(22),
  label: null,
  entry: 'app.js',
  state: 'idle',
  settings: DEFAULT_SETTINGS,
  browsers: [],
  clockOffsetMs: 0,
  tabUrl: '',
  createdAt: '',
}
const SET: OptionSet = { module: 'store', options: [] }

/** Trials on a lab that reaches nobody; `played` tells what they did. */
function setUp(play: (step: string, app: string) => void = () => undefined) {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  }
  const { store: lab } = createLab({ label: 'lesson', starter: { files: OWN, entry: 'app.js' }, storage })
  const { actions } = lab.getState()
  lab.setState({ actions: { ...actions, replaceFiles: (files) => lab.setState({ files }) } })
  vi.stubGlobal('window', { localStorage: storage })
  const played: string[] = []
  const trials = createTrials({
    slug: 'lesson',
    lab,
    solution: SOLUTION,
    storage,
    patienceMs: 5,
    prepare: (files) => {
      lab.setState({ files })
      return Promise.resolve()
    },
    wouldEmpty: () => true,
    play: (step) => {
      const app = lab.getState().files['app.js'] ?? ''
      played.push(`${step.do}: ${app.split(' ')[0] ?? ''}`)
      play(step.do, app)
      return Promise.resolve()
    },
  })
  return { lab, trials, played, storage }
}

afterEach(() => void vi.unstubAllGlobals())

const told = (events: readonly TraceEvent[]) => extendTrace(EMPTY_TRACE, events)
const edited = (id: number): TraceEvent => ({
  id,
  at: id,
  type: 'record.edited',
  kind: 'redis',
  sid: 'a',
  action: 'edited',
})

describe('trials of options', () => {
  it('ask before they delete what somebody left in a store, and not what a trial left', async () => {
    const { lab, trials, played } = setUp()
    const { begin, leaveIt, tryOut } = trials.getState().actions
    const wish = { key: 'a', set: SET, value: value() }
    lab.setState({ workspace: WORKSPACE, trace: told([edited(1)]) })
    begin(wish)
    expect(trials.getState()).toMatchObject({ asking: wish, busy: null })
    leaveIt()
    expect(trials.getState().asking).toBeNull()
    expect(played).toEqual([])
    await tryOut(wish)
    begin(wish)
    expect(trials.getState()).toMatchObject({ asking: null, busy: 'a' })
    await vi.waitFor(() => expect(trials.getState().busy).toBeNull(), 10_000)
    lab.setState({ trace: told([edited(1), edited(2)]) })
    begin(wish)
    expect(trials.getState().asking).toBe(wish)
  })

  it('leave a mark of what they sent, so that it counts as nobody’s doing', async () => {
    const { lab, trials } = setUp(() => {
      const { trace } = lab.getState()
      lab.setState({ trace: extendTrace(trace, [edited(trace.lastId + 1)]) })
    })
    lab.setState({ workspace: WORKSPACE, trace: told([edited(1)]) })
    await trials.getState().actions.tryOut({ key: 'a', set: SET, value: value() })
    expect(readProgress('lesson').trials).toEqual([{ workspace: WORKSPACE.id, from: 1, to: 3 }])
  })

  it('change the learner’s own code, play the scenario and put the code back', async () => {
    const { lab, trials, played } = setUp()
    await trials.getState().actions.tryOut({ key: 'a', set: SET, value: value() })
    expect(played).toEqual(['run: mine', 'request: mine'])
    expect(lab.getState().files['app.js']).toContain('ttl: 60')
    expect(trials.getState().outcomes.a).toMatchObject({ on: 'own', effect: { seen: true } })
    await trials.getState().actions.giveBack()
    expect(lab.getState().files).toEqual(OWN)
    expect(trials.getState().kept).toBeNull()
  })

  it('keep the first code, not that of another trial', async () => {
    const { lab, trials } = setUp()
    await trials.getState().actions.tryOut({ key: 'a', set: SET, value: value() })
    await trials.getState().actions.tryOut({ key: 'b', set: SET, value: value() })
    await trials.getState().actions.giveBack()
    expect(lab.getState().files).toEqual(OWN)
  })

  it('keep what was changed in a trial’s code where Reset finds it, and nothing when it was not', async () => {
    const { lab, trials, storage } = setUp()
    const { tryOut, giveBack } = trials.getState().actions
    await tryOut({ key: 'a', set: SET, value: value() })
    await tryOut({ key: 'b', set: SET, value: value() })
    expect(readCopy(storage, 'lesson')).toBe(null)
    lab.setState({ files: { 'app.js': 'better\n' } })
    await tryOut({ key: 'a', set: SET, value: value() })
    expect(readCopy(storage, 'lesson')?.files).toEqual({ 'app.js': 'better\n' })
    lab.setState({ files: { 'app.js': 'best\n' } })
    await giveBack()
    expect(readCopy(storage, 'lesson')?.files).toEqual({ 'app.js': 'best\n' })
    expect(lab.getState().files).toEqual(OWN)
  })

  it('take the lesson’s code where an edit does not fit the learner’s', async () => {
    const { trials, played } = setUp()
    const edits = [{ file: 'app.js', find: 'solution', replace: 'solution ' }]
    await trials.getState().actions.tryOut({ key: 'a', set: SET, value: value({ edits }) })
    expect(played).toEqual(['run: solution', 'request: solution'])
    expect(trials.getState().outcomes.a?.on).toBe('lesson, other')
  })

  it('take the lesson’s code when the learner’s does not start', async () => {
    const { trials } = setUp((step, app) => {
      if (step === 'run' && app.startsWith('mine')) throw new Error('The app did not start.')
    })
    await trials.getState().actions.tryOut({ key: 'a', set: SET, value: value() })
    expect(trials.getState().outcomes.a).toMatchObject({ on: 'lesson, unseen', effect: { seen: true } })
  })

  it('say what went wrong, and keep the code safe over a reload', async () => {
    const { trials, storage } = setUp(() => {
      throw new Error('The server is away.')
    })
    await trials.getState().actions.tryOut({ key: 'a', set: SET, value: value() })
    expect(trials.getState()).toMatchObject({
      busy: null,
      outcomes: { a: { effect: null, trouble: 'The server is away.' } },
    })
    expect(storage.getItem('crumbtrail.kept-code.lesson.options')).toContain('mine')
  })
})
