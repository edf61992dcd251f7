import type { Attempt } from '../../../kit/lesson'

/** Only one of the two switches is on: resave. */
export const attempt: Attempt = {
  task: 'switches',
  hintSays: /saveUninitialized is still false/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: 'resave: false', replace: 'resave: true' },
    { do: 'run' },
    { do: 'request', browser: 'bob', request: { url: '/about' } },
    { do: 'request', browser: 'bob', request: { url: '/about' } },
  ],
}
