import type { Attempt } from '../../../kit/lesson'

/** The file store is made and then left lying about. */
export const attempt: Attempt = {
  task: 'file',
  hintSays: /went to MemoryStore/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
