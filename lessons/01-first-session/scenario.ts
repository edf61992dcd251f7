import type { ScenarioStep } from '../kit/lesson'

/** The traffic that does every task. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'starter' },
  { do: 'run' },
  { do: 'request', browser: 'alice', request: { url: '/' } },
  { do: 'request', browser: 'alice', request: { url: '/' } },
  { do: 'files', from: 'solution' },
  { do: 'run' },
  { do: 'request', browser: 'alice', request: { url: '/' } },
  { do: 'request', browser: 'alice', request: { url: '/' } },
  { do: 'request', browser: 'bob', request: { url: '/' } },
  { do: 'request', browser: 'alice', request: { url: '/peek?key={{alice id}}' } },
  { do: 'edit', file: 'app.js', find: 'resave: false', replace: 'resave: true' },
  { do: 'edit', file: 'app.js', find: 'saveUninitialized: false', replace: 'saveUninitialized: true' },
  { do: 'run' },
  { do: 'request', browser: 'bob', request: { url: '/about' } },
  { do: 'request', browser: 'bob', request: { url: '/about' } },
]
