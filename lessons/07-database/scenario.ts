import type { ScenarioStep } from '../kit/lesson'

const ask = (url: string, method = 'GET'): ScenarioStep => ({
  do: 'request',
  browser: 'alice',
  request: { method, url },
})
const visit = ask('/')

/** The traffic that does every task. The first run finds no table, the second one makes it. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'solution' },
  { do: 'edit', file: 'app.js', find: '  createTableIfMissing: true,\n', replace: '' },
  { do: 'run' },
  visit,
  { do: 'files', from: 'solution' },
  { do: 'run' },
  visit,
  { do: 'settings', settings: { instances: 2 } },
  visit,
  visit,
  ask('/login/Alice', 'POST'),
  { do: 'edit-record', kind: 'postgres', browser: 'alice', data: { user: { name: 'Alice', role: 'staff' } } },
  ask('/orders'),
  { do: 'clock', advanceMs: 25 * 3_600_000 },
  visit,
  ask('/prune'),
  { do: 'engine', kind: 'postgres', action: 'stop' },
  visit,
  { do: 'engine', kind: 'postgres', action: 'start' },
  visit,
]
