import type { ScenarioStep } from '../kit/lesson'

const add = (thing: string): ScenarioStep => ({
  do: 'request',
  browser: 'alice',
  request: { url: `/add/${thing}` },
})
const basket: ScenarioStep = { do: 'request', browser: 'alice', request: { url: '/basket' } }

/** A monitor’s visit: it sends no cookies and keeps none. */
const health: ScenarioStep = {
  do: 'request',
  browser: 'bob',
  request: {
    url: '/health',
    initiator: { type: 'fetch', origin: 'http://monitor.example', credentials: 'omit' },
  },
}

/** The traffic that does every task. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'starter' },
  { do: 'run' },
  add('tea'),
  add('milk'),
  { do: 'restart' },
  basket,
  health,
  health,
  health,
  { do: 'files', from: 'solution' },
  { do: 'run' },
  health,
  health,
  add('tea'),
  { do: 'settings', settings: { instances: 2 } },
  add('tea'),
  basket,
  basket,
]
