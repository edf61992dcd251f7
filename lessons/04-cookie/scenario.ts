import type { ScenarioStep } from '../kit/lesson'

const ask = (url: string, browser = 'alice'): ScenarioStep => ({ do: 'request', browser, request: { url } })

/** A stranger decodes the value of Alice’s cookie. */
const decode = ask('/decode?text={{alice cookie session}}', 'bob')

/** Bob sends the Cookie header that Alice sent last. */
const replay: ScenarioStep = {
  do: 'request',
  browser: 'bob',
  request: { url: '/', headers: [['Cookie', '{{alice sent}}']] },
}

/** The traffic that does every task: first with the signed cookie, then with the sealed one. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'starter' },
  { do: 'run' },
  ask('/login/alice'),
  decode,
  { do: 'edit-record', kind: 'cookie', browser: 'alice', data: { role: 'admin' } },
  ask('/'),
  ask('/login/alice'),
  ask('/note'),
  ask('/note'),
  ask('/note'),
  ask('/note'),
  ask('/'),
  ask('/login/alice'),
  ask('/logout'),
  replay,
  { do: 'files', from: 'solution' },
  { do: 'run' },
  ask('/login/alice'),
  decode,
  ask('/logout'),
  replay,
]
