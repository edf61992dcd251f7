import type { ScenarioStep } from '../kit/lesson'

const ask = (url: string, browser = 'alice'): ScenarioStep => ({ do: 'request', browser, request: { url } })

/** The traffic that does every task. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'starter' },
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace:
      "    store: new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:' }),\n    secret: 'keep it secret',",
  },
  { do: 'run' },
  ask('/write'),
  { do: 'restart' },
  ask('/read'),
  { do: 'engine', kind: 'memcached', action: 'restart' },
  ask('/read'),
  ask('/write'),
  ask('/busy/120', 'bob'),
  ask('/read'),
  { do: 'engine', kind: 'memcached', action: 'restart' },
  { do: 'files', from: 'solution' },
  { do: 'edit', file: 'app.js', find: ', ttl: 30 * 24 * 60 * 60', replace: '' },
  { do: 'run' },
  ask('/write'),
  ask('/read'),
  { do: 'files', from: 'solution' },
  { do: 'run' },
  ask('/write'),
  ask('/read'),
]
