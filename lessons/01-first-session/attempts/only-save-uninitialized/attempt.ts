import type { Attempt } from '../../../kit/lesson'

/** Only one of the two switches is on: saveUninitialized. */
export const attempt: Attempt = {
  task: 'switches',
  hintSays: /resave is still false/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'edit', file: 'app.js', find: 'saveUninitialized: false', replace: 'saveUninitialized: true' },
    { do: 'run' },
    { do: 'request', browser: 'bob', request: { url: '/about' } },
    { do: 'request', browser: 'bob', request: { url: '/about' } },
  ],
}
