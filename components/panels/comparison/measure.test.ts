import { describe, expect, it } from 'vitest'
import type { Comparison } from '@/lessons/kit/comparison'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import type { RunReply, Workspace } from '@/protocol/workspace'
import { measure, type MeasureParts, type Row } from './measure'

const WORKSPACE: Workspace = {
  id: 'w1',
  label: 'compare redis',
  entry: 'app.js',
  state: 'idle',
  settings: { instances: 1, https: false, storeLatencyMs: 0 },
  browsers: ['alice', 'bob'],
  clockOffsetMs: 0,
  tabUrl: '',
  createdAt: '2026-01-01T00:00:00.000Z',
}
const READY: RunReply = { state: 'ready', instances: 1, startMs: 5 }

const COMPARISON: Comparison = {
  questions: [{ id: 'lies', title: 'Lies in', means: 'Where.' }],
  contestants: [
    {
      id: 'redis',
      name: 'Redis',
      engine: 'redis',
      edits: [{ file: 'app.js', find: 'memory', replace: 'redis' }],
    },
  ],
  stages: [
    {
      id: 'visit',
      doing: 'is visited',
      steps: () => [{ do: 'run' }, { do: 'request', browser: 'alice', request: { url: '/' } }],
    },
    {
      id: 'death',
      doing: 'loses its server',
      steps: () => [{ do: 'engine', kind: 'redis', action: 'stop' }],
    },
  ],
  judge: () => ({ lies: { text: 'Redis', tone: 'plain', because: 'It was there.' } }),
}

/** Measures the one contestant against a server that only notes what it is told. */
async function measured(change: Partial<MeasureParts['client']> = {}, signal = new AbortController().signal) {
  const said: string[] = []
  const rows: Row[] = []
  const note = <T>(text: string, reply: T) => {
    said.push(text)
    return Promise.resolve(reply)
  }
  const client: MeasureParts['client'] = {
    create: ({ files }) => note(`create ${files['app.js'] ?? ''}`, WORKSPACE),
    run: () => note('run', READY),
    restart: () => note('restart', READY),
    stop: () => note('stop', WORKSPACE),
    crash: () => note('crash', WORKSPACE),
    changeSettings: () => note('settings', WORKSPACE),
    clearCookies: () => note('clear', { cookies: [] }),
    send: (_id, browser) => note(`send ${browser}`, { exchanges: [] }),
    engine: (_id, kind, action) => note(`${action} ${kind}`, { engines: [] }),
    ...change,
  }
  const [contestant] = COMPARISON.contestants
  if (!contestant) throw new Error('There is nobody to measure.')
  await measure(
    {
      comparison: COMPARISON,
      starter: { files: { 'app.js': 'memory' }, entry: 'app.js' },
      client,
      traceOf: () => Promise.resolve(EMPTY_TRACE),
      remove: (id) => note(`remove ${id}`, true),
      pause: () => Promise.resolve(),
      signal,
      report: (_id, row) => void rows.push(row),
    },
    contestant,
  )
  return { said, last: rows.at(-1) }
}

describe('measuring one storage', () => {
  it('plays every stage in a workspace of its own, and deletes it', async () => {
    const { said, last } = await measured()
    expect(said).toEqual(['create redis', 'run', 'send alice', 'stop redis', 'remove w1'])
    expect(last).toMatchObject({ state: 'done', cells: { lies: { text: 'Redis' } } })
  })

  it('says why the app did not start, and deletes the workspace', async () => {
    const error: RunReply['error'] = {
      code: 'uncaught',
      message: 'no Redis here',
      file: null,
      line: null,
      column: null,
      hint: null,
      stack: null,
    }
    const { said, last } = await measured({
      run: () => Promise.resolve({ state: 'failed', error, startMs: 1, instances: 0 }),
    })
    expect(said).toEqual(['create redis', 'remove w1'])
    expect(last).toMatchObject({ state: 'failed', trouble: 'The app did not start: no Redis here' })
  })

  it('stops between two steps when asked to, and deletes the workspace', async () => {
    const stop = new AbortController()
    const { said, last } = await measured(
      {
        run: () => {
          stop.abort()
          return Promise.resolve(READY)
        },
      },
      stop.signal,
    )
    expect(said).toEqual(['create redis', 'remove w1'])
    expect(last?.state).toBe('stopped')
  })
})
