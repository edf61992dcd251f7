import type { FileEdit } from '../../../protocol/with-edits'
import type { ScenarioStep } from '../../kit/lesson'

export const login: ScenarioStep = { do: 'request', browser: 'alice', request: { url: '/login/alice' } }

/** Bob comes with a Cookie header written by hand. */
export const bring = (cookies: string): ScenarioStep => ({
  do: 'request',
  browser: 'bob',
  request: { url: '/', headers: [['Cookie', cookies]] },
})

export const replacing = (find: string, replace: string): readonly FileEdit[] => [
  { file: 'app.js', find, replace },
]
