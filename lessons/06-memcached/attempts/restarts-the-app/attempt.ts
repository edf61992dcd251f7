import type { Attempt } from '../../../kit/lesson'

/** The wrong one is restarted. */
export const attempt: Attempt = {
  task: 'restarted',
  hintSays: /the app that was restarted/,
  outcomes: { 'after-restart': null },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'restart' },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
