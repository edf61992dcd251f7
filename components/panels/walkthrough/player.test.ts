import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Lab, LabActions } from '@/components/sandbox/lab'
import type { WalkthroughStep } from '@/lessons/kit/lesson'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import { momentAt } from '@/protocol/model/moment'
import type { EngineView } from '@/protocol/engine'
import type { Files } from '@/protocol/workspace'
import { createPlayer } from './player'

const STARTER = { 'app.js': 'const visits = 1\n' }
const OWN = { 'app.js': '// mine\n' }

/** A lab that remembers what it was asked to do and never talks to anybody. */
function fakeLab(files: Files) {
  const did: string[] = []
  const note = (text: string) => {
    did.push(text)
    return Promise.resolve()
  }
  const actions: LabActions = {
    edit: (path, text) => lab.setState({ files: { ...lab.getState().files, [path]: text } }),
    replaceFiles: (next) => lab.setState({ files: next }),
    run: () => note('run').then(() => ({ state: 'ready', instances: 1, startMs: 1 })),
    restart: () => note('restart'),
    stop: () => note('stop'),
    crash: () => note('crash'),
    save: () => note('save'),
    addFile: vi.fn(),
    removeFile: vi.fn(),
    renameFile: vi.fn(),
    openFile: vi.fn(),
    showLine: vi.fn(),
    changeSettings: () => note('settings'),
    chooseBrowser: vi.fn(),
    addBrowser: () => note('browser'),
    removeBrowser: () => note('remove browser'),
    clearCookies: () => note('clear'),
    send: () => note('send'),
    removeRecord: () => note('remove record'),
    editRecord: () => note('edit record').then(() => null),
    emptyStores: () => note('empty stores'),
    changeEngine: (kind, action) => note(`${action} ${kind}`),
    slowEngine: () => note('slow engine'),
    createTable: () => note('create table'),
    tableSql: () => Promise.resolve(null),
    findRecords: () => Promise.resolve(null),
    runQuery: () => Promise.resolve(null),
    advanceClock: () => note('clock'),
    moveCursor: vi.fn(),
    showInTimeline: vi.fn(),
    stepRow: vi.fn(),
    stepEvent: vi.fn(),
  }
  const lab = createStore<Lab>(() => ({
    connection: 'live',
    workspace: null,
    trace: EMPTY_TRACE,
    cursor: 'live',
    moment: momentAt(EMPTY_TRACE, 0),
    browser: 'alice',
    files,
    entry: 'app.js',
    activeFile: 'app.js',
    saving: 'saved',
    stale: false,
    running: false,
    sending: {},
    spot: null,
    timelineAsked: 0,
    refusal: null,
    actions,
  }))
  return { lab, did }
}

function memory() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const REDIS: EngineView = {
  source: { kind: 'redis', from: 'program', name: '', why: '', hint: null, address: '' },
  state: 'running',
  latencyMs: 0,
  fault: null,
  login: null,
}

const hold = (lab: ReturnType<typeof fakeLab>['lab'], change: Partial<Lab['moment']>) =>
  lab.setState({ moment: { ...lab.getState().moment, ...change } })

const STEPS: WalkthroughStep[] = [
  { say: 'Look.', at: 'server' },
  { do: 'edit', file: 'app.js', find: '= 1', replace: '= 2', say: 'Type.' },
  { do: 'run' },
]

function scene(steps = STEPS, storage = memory()) {
  const { lab, did } = fakeLab(OWN)
  const player = createPlayer({
    slug: 'x',
    steps,
    lab,
    code: { starter: STARTER, solution: STARTER },
    storage,
    wait: () => Promise.resolve(),
    isStill: () => true,
  })
  const until = (phase: string) =>
    vi.waitFor(() => expect(player.getState()).toMatchObject({ phase, busy: false }), 10_000)
  return { player, lab, did, storage, until, act: player.getState().actions }
}

describe('the player', () => {
  it('begins with the starter and plays to the end', async () => {
    const { act, lab, did, until, player } = scene()
    act.start(false)
    await until('done')
    expect(lab.getState().files).toEqual({ 'app.js': 'const visits = 2\n' })
    expect(did).toEqual(['run'])
    expect(player.getState()).toMatchObject({ played: 3, say: 'Type.' })
  })

  it('that cannot begin says why, plays nothing, and gives the learner’s code back', async () => {
    const { act, lab, did, until, player } = scene()
    hold(lab, { engines: [REDIS] })
    const { actions } = lab.getState()
    lab.setState({ actions: { ...actions, emptyStores: () => Promise.reject(new Error('It is away.')) } })
    act.start(false)
    await until('done')
    expect(player.getState()).toMatchObject({ trouble: 'It is away.', played: 0 })
    expect(did).not.toContain('run')
    act.giveBack()
    expect(lab.getState().files).toEqual(OWN)
    expect(player.getState().trouble).toBeNull()
  })

  it('gives the learner’s code back', async () => {
    const { act, lab, until, player } = scene()
    act.start(false)
    await until('done')
    act.giveBack()
    expect(lab.getState().files).toEqual(OWN)
    expect(player.getState()).toMatchObject({ phase: 'off', kept: null })
  })

  it('begins with empty stores, and a cache of one’s own anew', async () => {
    const { act, lab, did, until } = scene()
    const view = { latencyMs: 0, fault: null, login: null }
    const source = { from: 'program', name: '', why: '', hint: null, address: '' } as const
    const engines: EngineView[] = [
      { ...view, source: { ...source, kind: 'redis' }, state: 'running' },
      { ...view, source: { ...source, kind: 'postgres', from: 'embedded' }, state: 'stopped' },
    ]
    const { moment } = lab.getState()
    lab.setState({ moment: { ...moment, engines, app: { ...moment.app, state: 'ready' } } })
    act.start(false)
    await until('done')
    expect(did).toEqual(['start postgres', 'empty stores', 'stop', 'restart redis', 'run'])
  })

  it('asks before it empties stores, also when a key begins it, and begins only when told so', async () => {
    const { act, lab, did, player, until } = scene()
    hold(lab, { engines: [REDIS] })
    act.begin(true)
    expect(player.getState()).toMatchObject({ phase: 'off', asking: { stepwise: true } })
    act.leaveIt()
    expect(player.getState()).toMatchObject({ phase: 'off', asking: null })
    expect(did).toEqual([])
    act.begin(false)
    act.start(false)
    await until('done')
    expect(did).toContain('empty stores')
    expect(player.getState().asking).toBe(null)
  })

  it('begins unasked when there is nothing to lose, and not at all without the server', async () => {
    const { act, lab, player, until } = scene()
    lab.setState({ connection: 'offline' })
    act.begin(false)
    expect(player.getState()).toMatchObject({ phase: 'off', asking: null })
    lab.setState({ connection: 'live' })
    act.begin(false)
    await until('done')
  })

  it('judges and resets the present while an earlier moment is being read', async () => {
    const { act, lab, did, player, until } = scene()
    const past = lab.getState().moment
    const settings = { ...past.settings, storeLatencyMs: 200 }
    const { actions } = lab.getState()
    const moveCursor = () => lab.setState({ moment: { ...past, settings, engines: [REDIS] } })
    lab.setState({ actions: { ...actions, moveCursor } })
    act.begin(false)
    expect(player.getState().asking).not.toBe(null)
    lab.setState({ moment: past })
    act.start(false)
    await until('done')
    expect(did).toEqual(['settings', 'empty stores', 'restart redis', 'run'])
  })

  it('plays nothing when it is stopped while the scene is being set', async () => {
    const { act, lab, did, player } = scene()
    hold(lab, { engines: [REDIS] })
    act.start(false)
    act.stop()
    await vi.waitFor(() => expect(did).toContain('restart redis'), 10_000)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(did).not.toContain('run')
    expect(player.getState()).toMatchObject({ phase: 'done', busy: false, played: 0 })
  })

  it('says so when nobody started the app', async () => {
    const { act, lab, until, player } = scene([{ do: 'run' }])
    const { actions } = lab.getState()
    lab.setState({ actions: { ...actions, run: () => Promise.resolve(null) } })
    act.start(false)
    await vi.waitFor(() => expect(player.getState().trouble).toContain('was not started'), 10_000)
    await until('done')
  })

  it('keeps the learner’s code over a reload in the middle', async () => {
    const first = scene()
    first.act.start(true)
    await first.until('waiting')
    const second = scene(STEPS, first.storage)
    expect(second.player.getState().kept?.files).toEqual(OWN)
  })

  it('keeps the first copy when it is started twice', async () => {
    const { act, until, lab } = scene()
    act.start(false)
    await until('done')
    act.start(false)
    await until('done')
    act.giveBack()
    expect(lab.getState().files).toEqual(OWN)
  })

  it('waits for the next step when stepping', async () => {
    const { act, until, player } = scene()
    act.start(true)
    await until('waiting')
    expect(player.getState()).toMatchObject({ played: 1, say: 'Look.', at: 'server' })
    act.step()
    await vi.waitFor(() => expect(player.getState().played).toBe(2), 10_000)
  })

  it('remembers one step asked for while another is under way, and only one', async () => {
    const { act, until, player, did } = scene([
      { say: 'One.' },
      { do: 'run' },
      { say: 'Three.' },
      { say: 'Four.' },
    ])
    act.start(true)
    await until('waiting')
    act.step()
    expect(player.getState()).toMatchObject({ busy: true, played: 2 })
    act.step()
    act.step()
    await vi.waitFor(() => expect(player.getState()).toMatchObject({ busy: false, played: 3 }), 10_000)
    await Promise.resolve()
    expect(player.getState()).toMatchObject({ phase: 'waiting', played: 3, say: 'Three.' })
    expect(did).toEqual(['run'])
  })

  it('stops at a step that does not fit and says why', async () => {
    const { act, until, player } = scene([
      { do: 'edit', file: 'app.js', find: 'gone', replace: '' },
      { say: 'Next.' },
    ])
    act.start(false)
    await until('waiting')
    expect(player.getState().trouble).toContain('no longer fits')
  })
})
