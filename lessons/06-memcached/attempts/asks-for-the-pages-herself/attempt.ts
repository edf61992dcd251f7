import type { Attempt } from '../../../kit/lesson'

/** A touch writes the whole record again, so her own visit brings the letter back. */
export const attempt: Attempt = {
  task: 'evicted',
  hintSays: /wrote the letter again at its end/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'request', browser: 'alice', request: { url: '/busy/120' } },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
