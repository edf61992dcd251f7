import type { ScenarioStep } from '../kit/lesson'

const ask = (url: string): ScenarioStep => ({ do: 'request', browser: 'alice', request: { url } })
const MINUTE = 60_000

/** The traffic that does every task. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'starter' },
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace: "    store: new RedisStore({ client }),\n    secret: 'keep it secret',",
  },
  { do: 'run' },
  ask('/add/tea'),
  { do: 'settings', settings: { instances: 2 } },
  ask('/basket'),
  ask('/basket'),
  { do: 'clock', advanceMs: 24 * 60 * MINUTE },
  ask('/basket'),
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace: "    cookie: { maxAge: 45 * 60 * 1000 },\n    secret: 'keep it secret',",
  },
  { do: 'run' },
  ask('/add/tea'),
  { do: 'clock', advanceMs: 30 * MINUTE },
  ask('/basket'),
  { do: 'clock', advanceMs: 30 * MINUTE },
  ask('/add/milk'),
  { do: 'engine', kind: 'redis', action: 'stop' },
  { do: 'engine', kind: 'redis', action: 'start' },
  { do: 'files', from: 'solution' },
  { do: 'run' },
  { do: 'engine', kind: 'redis', action: 'stop' },
  ask('/basket'),
  { do: 'engine', kind: 'redis', action: 'start' },
  // The longer Redis was away, the longer its client pauses between two tries: up to 2.2 seconds.
  { do: 'wait', ms: 3000 },
  ask('/basket'),
  { do: 'wait', ms: 3000 },
  ask('/basket'),
]
