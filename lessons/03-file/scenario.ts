import type { ScenarioStep } from '../kit/lesson'

const visit: ScenarioStep = { do: 'request', browser: 'alice', request: { url: '/' } }
const forget: ScenarioStep = { do: 'forget', kind: 'file', browser: 'alice' }

/** The traffic that does every task. The first run waits for missing files, the last one does not. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'solution' },
  { do: 'edit', file: 'app.js', find: ', retries: 0', replace: '' },
  { do: 'run' },
  visit,
  { do: 'restart' },
  visit,
  { do: 'request', browser: 'alice', request: { url: '/about' } },
  forget,
  visit,
  { do: 'files', from: 'solution' },
  { do: 'run' },
  visit,
  forget,
  visit,
]
