import type { Attempt } from '../../../kit/lesson'

/** The cookie is thrown away instead of the file. */
export const attempt: Attempt = {
  task: 'deleted',
  hintSays: /emptied the jar/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'clear', browser: 'alice' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
