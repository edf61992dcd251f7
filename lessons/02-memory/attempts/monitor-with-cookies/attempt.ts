import type { Attempt } from '../../../kit/lesson'

/** A browser that keeps its cookie is no monitor. */
export const attempt: Attempt = {
  task: 'grows',
  hintSays: /brought its cookie back/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'bob', request: { url: '/health' } },
    { do: 'request', browser: 'bob', request: { url: '/health' } },
    { do: 'request', browser: 'bob', request: { url: '/health' } },
  ],
}
