import type { Attempt } from '../../../kit/lesson'

const ask = (url: string) => ({ do: 'request', browser: 'alice', request: { url } }) as const

/** The cookie is refused, and nobody looks what that did to her. */
export const attempt: Attempt = {
  task: 'dropped',
  hintSays: /browser refused that cookie/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    ask('/login/alice'),
    ask('/note'),
    ask('/note'),
    ask('/note'),
    ask('/note'),
  ],
}
