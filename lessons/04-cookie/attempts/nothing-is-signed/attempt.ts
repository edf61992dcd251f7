import type { Attempt } from '../../../kit/lesson'

/** Without a signature the forged cookie is believed. */
export const attempt: Attempt = {
  task: 'forged',
  hintSays: /signed is false/,
  outcomes: { forged: 'admin' },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'edit-record', kind: 'cookie', browser: 'alice', data: { role: 'admin' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
