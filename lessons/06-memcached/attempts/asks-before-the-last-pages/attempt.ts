import type { Attempt } from '../../../kit/lesson'

/** More pages went in since her letter was last seen, and nobody has asked for it. */
export const attempt: Attempt = {
  task: 'evicted',
  hintSays: /The cache has filled up/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'request', browser: 'bob', request: { url: '/busy/20' } },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
    { do: 'request', browser: 'bob', request: { url: '/busy/20' } },
  ],
}
