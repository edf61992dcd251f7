import type { ScenarioStep } from '../kit/lesson'

const ask = (url: string, method = 'GET'): ScenarioStep => ({
  do: 'request',
  browser: 'alice',
  request: { method, url },
})
const visit = ask('/')
const swap = (from: string, to: string): ScenarioStep[] => [
  { do: 'edit', file: 'app.js', find: `const STORE = '${from}'`, replace: `const STORE = '${to}'` },
  { do: 'run' },
]
/** What Alice sent last, sent by somebody else. */
const replay: ScenarioStep = {
  do: 'request',
  browser: 'bob',
  request: { url: '/me', headers: [['Cookie', '{{alice sent}}']] },
}

/** The traffic that does every task; the last storage is the solution’s. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'solution' },
  ...swap('postgres', 'memory'),
  visit,
  ...swap('memory', 'cookie'),
  ask('/login/Alice', 'POST'),
  ask('/logout', 'POST'),
  replay,
  ...swap('cookie', 'redis'),
  visit,
  { do: 'engine', kind: 'redis', action: 'restart' },
  visit,
  { do: 'files', from: 'solution' },
  { do: 'run' },
  { do: 'settings', settings: { instances: 2 } },
  visit,
  visit,
  visit,
  { do: 'engine', kind: 'postgres', action: 'restart' },
  visit,
  ask('/logout', 'POST'),
  replay,
]
